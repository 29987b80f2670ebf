package dev.meanwhile.io.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An answer with an expected status, for callers who need more than its body.
 *
 * @param status the status code
 * @param headers its headers
 * @param uri what answered: after redirects, the last one
 * @param body what was made of the body
 * @param <T> the type of the body
 */
public record HttpAnswer<T extends @Nullable Object>(
    int status, HttpHeaders headers, URI uri, T body) {}
