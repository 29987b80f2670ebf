package dev.meanwhile.check.waits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the verb in the name of a method says about its effect. */
public final class Verbs {
  private static final Set<String> READS =
      Set.of(
          "find",
          "get",
          "query",
          "count",
          "exists",
          "select",
          "load",
          "search",
          "list",
          "describe",
          "read",
          "fetch",
          "lookup",
          "retrieve",
          "show",
          "has",
          "is",
          "contains",
          "mget",
          "hget",
          "hgetall",
          "scan",
          "head",
          "view",
          "download",
          "resolve",
          "peek",
          "browse",
          "page",
          "stat",
          "statistics",
          "sum",
          "max",
          "min",
          "all",
          "by",
          "check",
          "validate",
          "obtain",
          "request",
          "ask",
          "pull",
          "lookups",
          "finds",
          "gets",
          "lists",
          "loads");

  private static final Set<String> WRITES =
      Set.of(
          "save",
          "delete",
          "update",
          "insert",
          "create",
          "send",
          "publish",
          "set",
          "put",
          "add",
          "cancel",
          "pay",
          "post",
          "patch",
          "remove",
          "store",
          "write",
          "persist",
          "merge",
          "upsert",
          "register",
          "unregister",
          "reserve",
          "book",
          "place",
          "submit",
          "execute",
          "upload",
          "charge",
          "refund",
          "approve",
          "reject",
          "confirm",
          "commit",
          "rollback",
          "flush",
          "push",
          "increment",
          "decrement",
          "incr",
          "decr",
          "expire",
          "lock",
          "unlock",
          "acquire",
          "release",
          "start",
          "stop",
          "begin",
          "finish",
          "complete",
          "close",
          "open",
          "apply",
          "process",
          "handle",
          "perform",
          "run",
          "invoke",
          "notify",
          "emit",
          "move",
          "rename",
          "copy",
          "assign",
          "revoke",
          "grant",
          "enable",
          "disable",
          "activate",
          "deactivate",
          "login",
          "logout",
          "authenticate",
          "refresh",
          "sync",
          "import",
          "migrate",
          "replace",
          "reset",
          "clear",
          "drop",
          "truncate",
          "alter",
          "init",
          "modify",
          "edit",
          "change",
          "mark",
          "append",
          "pop",
          "poll",
          "take",
          "offer",
          "bulk",
          "batch",
          "issue",
          "generate",
          "next",
          "trigger",
          "deploy",
          "evict",
          "invalidate",
          "ack",
          "transfer",
          "withdraw",
          "deposit",
          "checkout",
          "ship",
          "ensure",
          "dispatch",
          "kill");

  /** Words that mean a write wherever they stand: {@code getOrCreate}, {@code findAndModify}. */
  private static final Set<String> WRITES_ANYWHERE =
      Set.of(
          "create",
          "delete",
          "update",
          "insert",
          "save",
          "remove",
          "upsert",
          "modify",
          "persist",
          "increment",
          "decrement",
          "replace",
          "print");

  private static final Set<String> OBJECTS =
      Set.of("set", "add", "put", "append", "init", "handle", "process");

  /** Verbs for what a method works out and returns, too. */
  private static final Set<String> RESULTS =
      Set.of("create", "generate", "apply", "transfer", "merge", "copy", "replace", "complete");

  private static final Set<String> REQUESTING = Set.of("send", "execute", "http", "make");
  private static final Set<String> REQUESTED = Set.of("get", "head");
  private static final Set<String> PROTOCOLS = Set.of("http", "https", "rest");
  private static final Set<String> RUNS = Set.of("execute", "perform", "invoke", "run");

  private static final Set<String> LINKS = Set.of("from", "of", "by", "for", "in");

  private Verbs() {}

  /** What a name says: {@code READ}, {@code WRITE}, or {@code UNKNOWN} if it says nothing. */
  public static Effect.Kind of(String methodName) {
    List<String> words = words(methodName);
    if (words.isEmpty()) {
      return Effect.Kind.UNKNOWN;
    }
    String first =
        words.getFirst().equals("do") && words.size() > 1 ? words.get(1) : words.getFirst();
    if (isRequestFor(words)) {
      return Effect.Kind.READ;
    }
    if (WRITES.contains(first) || words.stream().anyMatch(WRITES_ANYWHERE::contains)) {
      return Effect.Kind.WRITE;
    }
    return READS.contains(first) || isOfMany(words) ? Effect.Kind.READ : Effect.Kind.UNKNOWN;
  }

  /** {@code sendGet}, {@code executeGET}, {@code executeHttpGet}. */
  private static boolean isRequestFor(List<String> words) {
    int verb = words.size() > 2 && PROTOCOLS.contains(words.get(1)) ? 2 : 1;
    return words.size() > verb
        && REQUESTING.contains(words.getFirst())
        && REQUESTED.contains(words.get(verb))
        && words.stream().noneMatch(WRITES_ANYWHERE::contains);
  }

  /** {@code ordersOfUser}: a name that says what it gives, and no verb. */
  private static boolean isOfMany(List<String> words) {
    String first = words.getFirst();
    return words.size() > 2
        && first.endsWith("s")
        && !first.endsWith("ss")
        && WRITES.stream().noneMatch(first::startsWith)
        && LINKS.contains(words.get(1));
  }

  /** Whether a word is a verb for a write. */
  static boolean isWrite(String word) {
    return WRITES.contains(word);
  }

  /** Whether a name has a verb for what is done to objects in memory too, and no other. */
  static boolean isOfObjects(String methodName) {
    List<String> words = words(methodName);
    return words.size() > 1
        && OBJECTS.contains(words.getFirst())
        && words.stream().noneMatch(WRITES_ANYWHERE::contains);
  }

  /** Whether a name has a verb for making what it returns, and no other for a change. */
  public static boolean isOfResults(String methodName) {
    List<String> words = words(methodName);
    return words.size() > 1
        && RESULTS.contains(words.getFirst())
        && words.stream().skip(1).noneMatch(WRITES_ANYWHERE::contains);
  }

  /** {@code executeAndParse}, {@code runQuery}: whatever it runs says more than its name. */
  static boolean isRun(String methodName) {
    List<String> words = words(methodName);
    return words.size() > 1
        && RUNS.contains(words.getFirst())
        && words.stream().skip(1).noneMatch(WRITES::contains);
  }

  /** The words of a name in camel case, in small letters. */
  public static List<String> words(String name) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || isBoundary(name, i)) {
        add(name.substring(start, i), words);
        start = i;
      }
    }
    return words;
  }

  private static void add(String part, List<String> words) {
    if (!part.equals("_")) {
      words.add(part.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Between a small letter and a capital, before the last of many capitals, and around {@code _}.
   */
  private static boolean isBoundary(String name, int at) {
    char before = name.charAt(at - 1);
    char after = name.charAt(at);
    boolean isLastCapital = at + 1 < name.length() && isSmall(name.charAt(at + 1));
    return before == '_'
        || after == '_'
        || (isCapital(after)
            && (isSmall(before) || isDigit(before) || (isCapital(before) && isLastCapital)));
  }

  private static boolean isSmall(char c) {
    return 'a' <= c && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return 'A' <= c && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }
}
