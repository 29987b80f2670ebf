package dev.meanwhile.io.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of a {@code text/event-stream}, after the WHATWG HTML standard, section "Server-sent
 * events".
 *
 * @param type its {@code event} field, or {@code "message"}
 * @param data its {@code data} fields, joined by line feeds
 * @param id the last {@code id} that the stream has told so far, or empty; sent back as the header
 *     {@code Last-Event-ID} it continues the stream after this event
 * @param retry after which time the server wants the stream to be asked for again once it has
 *     ended, or null if it has not said so far
 */
public record ServerSentEvent(String type, String data, String id, @Nullable Duration retry) {}
