package dev.meanwhile.io.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Makes a value of a response body: the place where a JSON library is plugged in. */
@FunctionalInterface
public interface BodyReader<T extends @Nullable Object> {

  /** Reads the body to its end, or as much of it as the value needs. */
  T read(InputStream body) throws IOException;
}
