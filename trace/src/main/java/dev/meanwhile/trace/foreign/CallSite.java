package dev.meanwhile.trace.foreign;

/**
 * A line of code that called something.
 *
 * @param type the full name of the class
 * @param method the method in it
 * @param line the line, or 0 if it is not known
 */
public record CallSite(String type, String method, int line) {
  /** The class without its package, and the method; a lambda bears the name of where it stands. */
  public String name() {
    String plain = method;
    if (plain.startsWith("lambda$")) {
      plain = plain.substring("lambda$".length());
      plain = plain.substring(0, Math.max(1, plain.lastIndexOf('$')));
    }
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + plain;
  }

  /** The file and the line. The recorder keeps no names of files: it is derived from the class. */
  public String place() {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int inner = simple.indexOf('$', 1);
    String file = (inner < 0 ? simple : simple.substring(0, inner)) + ".java";
    return line > 0 ? file + ":" + line : file;
  }

  boolean isSameMethod(CallSite other) {
    return type.equals(other.type) && method.equals(other.method);
  }
}
