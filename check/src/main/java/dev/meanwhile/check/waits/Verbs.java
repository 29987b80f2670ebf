package dev.meanwhile.check.waits;

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
          "ship");

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
          "replace");

  private Verbs() {}

  /** What a name says: {@code READ}, {@code WRITE}, or {@code UNKNOWN} if it says nothing. */
  public static Effect.Kind of(String methodName) {
    List<String> words = words(methodName);
    if (words.isEmpty()) {
      return Effect.Kind.UNKNOWN;
    }
    String first = words.getFirst();
    if (WRITES.contains(first) || words.stream().anyMatch(WRITES_ANYWHERE::contains)) {
      return Effect.Kind.WRITE;
    }
    return READS.contains(first) ? Effect.Kind.READ : Effect.Kind.UNKNOWN;
  }

  /** The words of a name in camel case, in small letters. */
  public static List<String> words(String name) {
    return List.of(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")).stream()
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
