package dev.meanwhile.io.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a response body, or of one line of it: the place where a JSON library is plugged
 * in. With Jackson it is {@code body -> json.readValue(body, User.class)}.
 *
 * <p>It runs on the calling thread. The body is read as it arrives; after an interrupt the next
 * read throws, and the call ends with {@link InterruptedException} whatever the reader makes of it.
 * It need not close the body, and what it keeps of it is of no use after it has returned.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface BodyReader<T extends @Nullable Object> {

  /**
   * Reads a value. What is left of the body then is read and dropped, up to 64 KiB, so that the
   * connection can be used again.
   *
   * @throws IOException what leaves the call, as itself; where the body broke off that is what the
   *     read has thrown, also if an unchecked exception is made of it here
   */
  T read(InputStream body) throws IOException;
}
