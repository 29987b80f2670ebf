package dev.meanwhile.check.dependence;

import java.util.List;
import java.util.Set;

/** The words by which {@link CallNature} tells what a call does. */
final class NatureWords {
  static final Set<String> MUTATORS =
      Set.of(
          "set",
          "add",
          "put",
          "remove",
          "append",
          "clear",
          "push",
          "pop",
          "offer",
          "insert",
          "sort",
          "compute",
          "increment",
          "decrement",
          "replace",
          "reset",
          "fill",
          "swap",
          "retain",
          "drain",
          "next",
          "previous",
          "rewind",
          "seek",
          "init",
          "prepare");

  /** {@code query.with(page)}: a query is told more, and is the same query. */
  static final Set<String> TELLING =
      Set.of("with", "orderBy", "limit", "offset", "skip", "where", "and");

  /** What hands out elements does no more: what is done with each is seen in the function. */
  static final Set<String> CONSUMING =
      Set.of("forEach", "forEachOrdered", "ifPresent", "ifPresentOrElse", "peek");

  static final Set<String> LOCKING = Set.of("lock", "lockInterruptibly", "tryLock");
  static final Set<String> GUARDS =
      Set.of(
          "check",
          "validate",
          "verify",
          "assert",
          "require",
          "ensure",
          "authorize",
          "authenticate",
          "must",
          "deny",
          "throw",
          "guard",
          "expect",
          "notNull",
          "notEmpty",
          "notBlank",
          "isTrue",
          "state",
          "hasText",
          "hasLength",
          "reject",
          "forbid",
          "precondition");
  static final Set<String> OBSERVERS = Set.of("tracer", "span", "mdc");
  static final List<String> OBSERVER_ENDS =
      List.of("log", "logger", "counter", "timer", "meter", "histogram");

  /** What only counts and measures. */
  static final Set<String> METERS =
      Set.of("Counter", "Gauge", "Timer", "Meter", "Histogram", "DistributionSummary", "Span");

  /** Classes of static methods that count and measure. */
  static final List<String> METERING_ENDS = List.of("metrics", "monitors", "metricsutils");

  /** Classes of static methods that work on what they are given. */
  static final List<String> HELPER_ENDS =
      List.of("Util", "Helper", "s", "Copier", "Converter", "Mapper");

  /** Such classes for files: what they write lasts. */
  static final Set<String> FILES = Set.of("Files", "FileUtils", "FileUtil", "MoreFiles");

  static final List<String> QUERY_ENDS = List.of("Query", "Criteria", "Builder", "Wrapper", "Step");

  /** What makes one thing of another, whatever the verb. */
  static final List<String> CONVERTER_ENDS =
      List.of(
          "ObjectMapper",
          "JsonMapper",
          "XmlMapper",
          "ModelMapper",
          "ObjectWriter",
          "Gson",
          "Converter",
          "Serializer",
          "Encoder",
          "Formatter",
          "TemplateEngine",
          "Factory",
          "Generator");

  /** What does more than make a thing when it creates one. */
  static final List<String> SERVICE_ENDS =
      List.of("Service", "Client", "Api", "Gateway", "Repository", "Dao", "Facade");

  /** What a method with a missing body does to what it is given. */
  static final Set<String> FILLING =
      Set.of(
          "fill",
          "parse",
          "populate",
          "enrich",
          "convert",
          "map",
          "calculate",
          "compute",
          "sort",
          "filter",
          "collect",
          "format",
          "decorate",
          "assemble",
          "append",
          "build");

  /** What outlasts the call, wherever the word stands. */
  static final Set<String> LASTING =
      Set.of("save", "update", "delete", "insert", "persist", "send", "publish", "remove", "store");

  /** What a function does that is given is looked at where it is given. */
  static final Set<String> RUNNING =
      Set.of("run", "execute", "apply", "invoke", "perform", "process", "handle");

  /** What a client is told to do, wherever the word stands. */
  static final Set<String> ORDERS =
      Set.of("trigger", "send", "publish", "dispatch", "submit", "kill");

  /** What is done to a cache or token of one's own before a request is made again. */
  static final Set<String> RENEWING =
      Set.of("clear", "invalidate", "evict", "reset", "refresh", "renew");

  static final Set<String> RENEWED = Set.of("cache", "caches", "token", "tokens");
  static final List<String> BINDER_ENDS = List.of("context", "holder", "pagehelper", "threadlocal");

  private NatureWords() {}
}
