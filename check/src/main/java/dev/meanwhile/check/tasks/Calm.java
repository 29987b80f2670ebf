package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Verbs;
import java.util.Set;
import java.util.regex.Pattern;

/** Which calls of libraries are not expected to fail: those that log, count, and look. */
final class Calm {
  private static final Pattern PACKAGES =
      Pattern.compile(
          "java\\.io\\.(File|PrintStream)|java\\.(lang|util|time|text|math)\\.(?!function\\.|Runnable|concurrent\\.Callable).*"
              + "|org\\.slf4j\\..*|org\\.apache\\.(logging|log4j|commons\\.(lang3?|logging|collections4?))\\..*"
              + "|io\\.(micrometer|opentelemetry|prometheus|dropwizard)\\..*|com\\.codahale\\..*"
              + "|com\\.google\\.common\\.(base|collect|util\\.concurrent\\.RateLimiter).*|org\\.jboss\\.logging\\..*");
  private static final Pattern NAMES =
      Pattern.compile(
          "(get|is|has|set|log|info|debug|warn|error|trace|severe|fine|size|name|to|of|as|with|equals"
              + "|hash|compare|contains|format|append|add|put|offer|remove|clear|inc|increment|dec"
              + "|decrement|record|mark|count|elapsed|builder|build|value|values|key|keys|entry|stream"
              + "|filter|current|now|cancel|return)(?![a-z]).*");
  private static final Pattern LOGS = Pattern.compile("(?i)log|.*logger|.*log");
  private static final Set<String> FAILING =
      Set.of(
          "join", "orElseThrow", "requireNonNull", "checkState", "checkArgument", "checkNotNull");

  private Calm() {}

  static boolean is(Call call) {
    String owner = call.method().owner();
    String name = call.methodName();
    if (FAILING.contains(name) && PACKAGES.matcher(owner).matches()) {
      return name.startsWith("check") || name.startsWith("require");
    }
    return PACKAGES.matcher(owner).matches() || NAMES.matcher(name).matches() || isLog(call);
  }

  /** Whether a call looks like {@code event.inputId()}, if its value is used. */
  static boolean isAccessor(Call call) {
    return call.arguments().isEmpty()
        && call.receiver() != null
        && Verbs.of(call.methodName()) == Effect.Kind.UNKNOWN;
  }

  /** Whether a call writes to a log. */
  static boolean isLog(Call call) {
    String name =
        switch (call.receiver()) {
          case Expression.Field field -> field.name();
          case Expression.Local local -> local.variable().name();
          case null, default -> "";
        };
    return LOGS.matcher(name).matches() || LOGS.matcher(call.method().ownerName()).matches();
  }
}
