package dev.meanwhile.trace.export;

import java.io.IOException;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON piece by piece. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** What writes the value. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json);
  }

  private Json() {}

  static void write(Writer out, Body body) throws IOException {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      body.write(json);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }
}
