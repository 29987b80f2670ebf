package dev.meanwhile.otel;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What spans say, by name. The export of recorded runs uses the same words, so that live traces and
 * recorded ones can be asked the same questions.
 */
final class Vocabulary {
  static final AttributeKey<Long> RUN = longKey("meanwhile.run.id");
  static final AttributeKey<Long> TASK = longKey("meanwhile.task.id");
  static final AttributeKey<Long> INDEX = longKey("meanwhile.task.index");
  static final AttributeKey<String> PATH = stringKey("meanwhile.task.path");
  static final AttributeKey<String> SITE = stringKey("meanwhile.task.site");
  static final AttributeKey<String> OUTCOME = stringKey("meanwhile.task.outcome");
  static final AttributeKey<Boolean> STRAGGLER = booleanKey("meanwhile.task.straggler");
  static final AttributeKey<String> ERROR = stringKey("error.type");

  static final AttributeKey<String> LIMIT = stringKey("meanwhile.limit.name");
  static final AttributeKey<Long> LIMIT_CAPACITY = longKey("meanwhile.limit.capacity");
  static final AttributeKey<Long> LIMIT_IN_USE = longKey("meanwhile.limit.in_use");
  static final AttributeKey<Long> LIMIT_QUEUED = longKey("meanwhile.limit.queued");

  static final AttributeKey<String> LOADER = stringKey("meanwhile.batch.loader");
  static final AttributeKey<Long> KEYS = longKey("meanwhile.batch.keys");
  static final AttributeKey<String> BATCH_CAUSE = stringKey("meanwhile.batch.cause");

  static final String ATTEMPT = "attempt";
  static final AttributeKey<Long> ATTEMPT_NUMBER = longKey("meanwhile.attempt.number");
  static final AttributeKey<String> ATTEMPT_OUTCOME = stringKey("meanwhile.attempt.outcome");
  static final AttributeKey<Long> NEXT_DELAY = longKey("meanwhile.attempt.next_delay_ns");

  static final String STARTED = "meanwhile.started";
  static final String WAIT_BEGIN = "meanwhile.wait.begin";
  static final String WAIT_END = "meanwhile.wait.end";
  static final String CANCEL_ASKED = "meanwhile.cancel";
  static final String DEADLINE_PASSED = "meanwhile.deadline.passed";

  static final AttributeKey<String> WAIT_REASON = stringKey("meanwhile.wait.reason");
  static final AttributeKey<List<String>> WAIT_ON = stringArrayKey("meanwhile.wait.on");
  static final AttributeKey<String> WAIT_OUTCOME = stringKey("meanwhile.wait.outcome");
  static final AttributeKey<String> WAIT_RELEASED_BY = stringKey("meanwhile.wait.released_by");
  static final AttributeKey<String> CANCEL_REASON = stringKey("meanwhile.cancel.reason");
  static final AttributeKey<String> CANCEL_BY = stringKey("meanwhile.cancel.by");

  private static final Pattern ELEMENT = Pattern.compile("\\[\\d+]");

  private Vocabulary() {}

  /** The name of a span names the class of its tasks; which element it is, an attribute says. */
  static String spanName(String task) {
    return task.indexOf('[') < 0 ? task : ELEMENT.matcher(task).replaceAll("[]");
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
