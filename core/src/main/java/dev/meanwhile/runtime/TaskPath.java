package dev.meanwhile.runtime;

/** Names joined by slashes, as threads show them. */
final class TaskPath {
  private TaskPath() {}

  static String join(String above, String name) {
    return above.isEmpty() ? name : above + "/" + name;
  }
}
