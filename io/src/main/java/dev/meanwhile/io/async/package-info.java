/**
 * Bridges to asynchronous libraries: {@link dev.meanwhile.io.async.Futures} waits for a future in
 * blocking code, {@link dev.meanwhile.io.async.Publishers} reads a {@link
 * java.util.concurrent.Flow.Publisher} as a stream and offers a stream as one. A task is handed out
 * as a future by {@link dev.meanwhile.Background#future}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.io.async;

import org.jspecify.annotations.NullMarked;
