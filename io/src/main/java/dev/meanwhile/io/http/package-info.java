/** A thin layer over {@link java.net.http.HttpClient}: deadlines, cancellation, typed failures. */
@NullMarked
package dev.meanwhile.io.http;

import org.jspecify.annotations.NullMarked;
