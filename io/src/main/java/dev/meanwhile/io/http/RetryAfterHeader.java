package dev.meanwhile.io.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}, after RFC 9110, sections 10.2.3 and 5.6.7. */
final class RetryAfterHeader {
  /** More digits than these are a wish for ever. */
  private static final int MOST_DIGITS = 15;

  /** The three forms of a date, of which servers send the first. */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US));

  private RetryAfterHeader() {}

  /** How long to wait, or null if nothing that can be read says so. */
  static @Nullable Duration in(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    if (value.isEmpty()) {
      return null;
    }
    return value.chars().allMatch(c -> c >= '0' && c <= '9')
        ? seconds(value)
        : until(value, headers);
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(
        digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits));
  }

  /** By the server's own clock if it told the time: ours may be wrong. */
  private static @Nullable Duration until(String date, HttpHeaders headers) {
    Instant then = instant(date);
    if (then == null) {
      return null;
    }
    Instant told = instant(headers.firstValue("Date").orElse(""));
    Duration left = Duration.between(told == null ? Instant.now() : told, then);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static @Nullable Instant instant(String date) {
    for (DateTimeFormatter form : DATES) {
      try {
        return LocalDateTime.parse(date.strip(), form).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException _) {
        // another form, perhaps
      }
    }
    return null;
  }
}
