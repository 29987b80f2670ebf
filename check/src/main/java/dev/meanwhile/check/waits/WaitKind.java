package dev.meanwhile.check.waits;

import java.util.Locale;

/** What a call waits for. */
public enum WaitKind {
  /** A service, over HTTP. */
  HTTP("HTTP", 3),
  /** A service, over another protocol. */
  RPC("RPC", 3),
  /** A relational database. */
  SQL("SQL", 1),
  /** A document database or a search engine. */
  DOCUMENTS("documents", 1),
  /** A cache or a key-value store. */
  KEY_VALUE("key-value", 0.3),
  /** A message broker. */
  MESSAGES("messages", 1),
  /** A store of objects, such as S3. */
  OBJECTS("objects", 3),
  /** A directory, such as LDAP. */
  DIRECTORY("directory", 1),
  /** A mail server. */
  MAIL("mail", 3),
  /** A socket. */
  SOCKET("socket", 1),
  /** A file. */
  FILE("file", 0.1),
  /** The result of a task. */
  FUTURE("future", 1),
  /** Time. */
  SLEEP("sleep", 1),
  /** Another process. */
  PROCESS("process", 1),
  /** A connection of a pool. It belongs to the call that uses the connection. */
  POOL("pool", 0),
  /** Another thread: a latch, a queue, a lock. */
  THREAD("thread", 1);

  private final String label;
  private final double weight;

  WaitKind(String label, double weight) {
    this.label = label;
    this.weight = weight;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** How long it takes, relative to a query of a database nearby. */
  public double weight() {
    return weight;
  }

  /** Whether the wait crosses a network, so that several at once are worth it. */
  public boolean isRemote() {
    return switch (this) {
      case HTTP, RPC, SQL, DOCUMENTS, KEY_VALUE, MESSAGES, OBJECTS, DIRECTORY, MAIL, SOCKET -> true;
      case FILE, FUTURE, SLEEP, PROCESS, POOL, THREAD -> false;
    };
  }

  static WaitKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
