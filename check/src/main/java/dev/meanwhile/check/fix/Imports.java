package dev.meanwhile.check.fix;

import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The imports of a file, and where a new one goes. Existing ones stay as they are. */
final class Imports {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^[ \\t]*import\\s+(?<name>(?:static\\s+|module\\s+)?[\\w.*\\s]+?)\\s*;");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t]*package\\s+[\\w.\\s]+;");
  private static final Pattern NOT_CODE =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n"
              + "])*\"|'(?:\\\\.|[^'\\\\\n"
              + "])+'|//[^\n"
              + "]*|/\\*.*?\\*/");

  private record Import(String name, Span at) {}

  private final String text;
  private final List<Import> present = new ArrayList<>();
  private final FreshNames words;

  Imports(String text) {
    this.text = text;
    this.words = new FreshNames(NOT_CODE.matcher(text).replaceAll(" "));
    var found = IMPORT.matcher(text);
    while (found.find()) {
      String name = found.group("name").replaceAll("\\s+", " ");
      present.add(new Import(name, new Span(found.start(), found.end())));
    }
  }

  /** The imports of these that would give a name of the file another meaning. */
  Optional<String> clash(List<String> wanted) {
    return wanted.stream()
        .filter(name -> !name.startsWith("static ") && !isPresent(name))
        .filter(name -> !words.isFree(simple(name)))
        .findFirst();
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private boolean isPresent(String name) {
    String all = name.substring(0, name.lastIndexOf('.')) + ".*";
    boolean isUsedByWildcard = !words.isFree(simple(name)) || name.startsWith("static ");
    return present.stream()
        .anyMatch(each ->
            each.name().equals(name)
                || (isUsedByWildcard
                    && (each.name().equals(all) || each.name().startsWith("module "))));
  }

  /** The edits that add those which are missing, each where it sorts to. */
  List<TextEdit> add(List<String> wanted) {
    var edits = new ArrayList<TextEdit>();
    List<String> missing = wanted.stream().filter(name -> !isPresent(name)).sorted().toList();
    for (boolean isStatic : new boolean[] {true, false}) {
      List<String> names =
          missing.stream().filter(name -> name.startsWith("static ") == isStatic).toList();
      if (!names.isEmpty()) {
        addAll(names, isStatic, edits);
      }
    }
    return edits;
  }

  private void addAll(List<String> names, boolean isStatic, List<TextEdit> edits) {
    List<Import> group =
        present.stream().filter(each -> each.name().startsWith("static ") == isStatic).toList();
    for (String name : group.isEmpty() ? List.<String>of() : names) {
      Optional<Import> after =
          group.stream().filter(each -> each.name().compareTo(name) > 0).findFirst();
      String line = "import " + name + ";";
      edits.add(
          after
              .map(next -> insert(next.at().start(), line + "\n"))
              .orElseGet(() -> insert(group.getLast().at().end(), "\n" + line)));
    }
    if (group.isEmpty()) {
      edits.add(block("import " + String.join(";\nimport ", names) + ";", isStatic));
    }
  }

  private TextEdit block(String lines, boolean isStatic) {
    if (!present.isEmpty()) {
      return isStatic
          ? insert(present.getFirst().at().start(), lines + "\n\n")
          : insert(present.getLast().at().end(), "\n\n" + lines);
    }
    var head = PACKAGE.matcher(text);
    return head.find() ? insert(head.end(), "\n\n" + lines) : insert(0, lines + "\n\n");
  }

  private static TextEdit insert(int offset, String text) {
    return new TextEdit(new Span(offset, offset), text);
  }
}
