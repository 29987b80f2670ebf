package dev.meanwhile.io.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is made of the body of an answer. */
final class Bodies {
  private static final int CHUNK = 16 * 1024;
  private static final int EXCERPT = 4096;
  private static final int DRAIN = 64 * 1024;
  private static final String EVENTS = "text/event-stream";
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private Bodies() {}

  /** The answer of a response that has just come. */
  static HttpAnswer<ResponseBody> opened(HttpResponse<InputStream> response, long drain) {
    return with(
        new HttpAnswer<>(
            response.statusCode(), response.headers(), response.uri(), response.body()),
        new ResponseBody(response.body(), drain));
  }

  private static <T extends @Nullable Object> HttpAnswer<T> with(HttpAnswer<?> answer, T body) {
    return new HttpAnswer<>(answer.status(), answer.headers(), answer.uri(), body);
  }

  /** What {@code reader} makes of the whole body. */
  static <T extends @Nullable Object> HttpAnswer<T> whole(
      HttpAnswer<ResponseBody> answer, BodyReader<T> reader) throws IOException {
    try (ResponseBody body = answer.body()) {
      T value = read(body, reader);
      body.drain(DRAIN);
      return with(answer, value);
    }
  }

  /** A body that breaks off is thrown as itself, also where the reader knows no IOException. */
  private static <T extends @Nullable Object> T read(ResponseBody body, BodyReader<T> reader)
      throws IOException {
    try {
      return reader.read(body);
    } catch (RuntimeException wrapped) {
      IOException broken = body.failure();
      if (broken != null) {
        throw broken;
      }
      throw wrapped;
    }
  }

  static String text(HttpAnswer<ResponseBody> answer) throws IOException {
    return new String(whole(answer, InputStream::readAllBytes).body(), charset(answer.headers()));
  }

  /** The beginning of the body, or nothing if it cannot be read. */
  static HttpAnswer<String> excerpt(HttpAnswer<ResponseBody> answer) {
    try {
      byte[] beginning = whole(answer, body -> body.readNBytes(EXCERPT)).body();
      return with(answer, new String(beginning, charset(answer.headers())));
    } catch (IOException _) {
      return with(answer, "");
    }
  }

  static Stream<byte[]> chunks(HttpAnswer<ResponseBody> answer) {
    var buffer = new byte[CHUNK];
    ResponseBody body = answer.body();
    return Pull.stream(
        body,
        () -> {
          int count = body.read(buffer, 0, CHUNK);
          return count < 0 ? null : Arrays.copyOf(buffer, count);
        });
  }

  static Stream<String> lines(HttpAnswer<ResponseBody> answer, int longest) {
    return Pull.stream(
        answer.body(), new LineReader(answer.body(), charset(answer.headers()), longest)::next);
  }

  static <T extends @Nullable Object> Stream<T> jsonLines(
      HttpAnswer<ResponseBody> answer, int longest, BodyReader<T> reader) {
    var lines = new LineReader(answer.body(), StandardCharsets.UTF_8, longest);
    return Pull.stream(answer.body(), lines::next)
        .filter(line -> !line.isBlank())
        .map(line -> line(line.getBytes(StandardCharsets.UTF_8), reader));
  }

  private static <T extends @Nullable Object> T line(byte[] json, BodyReader<T> reader) {
    try {
      return reader.read(new ByteArrayInputStream(json));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Stream<ServerSentEvent> events(HttpAnswer<ResponseBody> answer, int longest)
      throws IOException {
    if (answer.status() == 204) {
      answer.body().close();
      return Stream.empty();
    }
    String type = answer.headers().firstValue("Content-Type").orElse("nothing");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(EVENTS)) {
      answer.body().close();
      throw new IOException("the answer is " + Wording.line(type) + ", not " + EVENTS);
    }
    var lines = new LineReader(answer.body(), StandardCharsets.UTF_8, longest);
    return Pull.stream(answer.body(), new EventReader(lines, longest)::next);
  }

  private static Charset charset(HttpHeaders headers) {
    Matcher named = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
    try {
      return named.find()
          ? Charset.forName(named.group(1).toUpperCase(Locale.ROOT))
          : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
