package dev.meanwhile.check.report;

/** Text in HTML. */
final class HtmlText {
  private HtmlText() {}

  /** As text of HTML that is ASCII, whatever the encoding of the output. */
  static String escaped(String text) {
    var html = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c > '~' || "&<>\"'".indexOf(c) >= 0) {
            html.append("&#").append(c).append(';');
          } else {
            html.appendCodePoint(c);
          }
        });
    return html.toString();
  }
}
