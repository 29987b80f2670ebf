package dev.meanwhile.check.profile;

/**
 * A line of code that ran, as a stack trace names it.
 *
 * @param type the binary name of the class
 * @param method the method in it; that of a lambda begins with {@code lambda$}
 * @param line the line, or 0 if it is not known
 */
public record CodeLine(String type, String method, int line) {
  private static final String LAMBDA = "lambda$";
  private static final String CONSTRUCTION = "<init>";

  /** The method as it is written: a lambda belongs to where it stands, an initialiser to all. */
  String methodAsWritten() {
    return key(type, method);
  }

  /** The same for a method of this name. */
  static String key(String type, String method) {
    String plain = method;
    if (plain.startsWith(LAMBDA)) {
      plain = plain.substring(LAMBDA.length());
      plain = plain.substring(0, Math.max(1, plain.lastIndexOf('$')));
    }
    return type.replace('$', '.')
        + "."
        + switch (plain) {
          case "new", "static", "<clinit>", "<start>" -> CONSTRUCTION;
          default -> plain;
        };
  }
}
