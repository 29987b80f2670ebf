package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of calls with {@code all}. If all that follows is a {@code return}, it becomes the
 * combiner; else the declarations stay, and a local record brings the results.
 */
final class WithVerbs {
  private static final String STATIC = "static dev.meanwhile.Meanwhile.all";
  private static final Pattern OTHER_ALL = Pattern.compile("(?<!\\.)\\ball\\s*\\(");

  private static final int WIDE = 90;

  private final CallRow row;
  private final String all;
  private final List<TextEdit> edits = new ArrayList<>();

  WithVerbs(CallRow row, InterruptExit exit) {
    this.row = row;
    this.all = all(row.file().text());
    exit.edit().ifPresent(edits::add);
  }

  /** With the name of the class if the file has an {@code all} of its own. */
  private static String all(String text) {
    boolean isFree = text.contains(STATIC + ";") || !OTHER_ALL.matcher(text).find();
    return isFree ? "all" : "Meanwhile.all";
  }

  Fix fix(String title, Optional<Fix> plain) {
    if (row.next() instanceof Statement.Return end && end.value() != null && isCombiner(end)) {
      addReturn(end, end.value());
    } else {
      addRecord();
    }
    return new Fix(
        title, edits, List.of(all.equals("all") ? STATIC : "dev.meanwhile.Meanwhile"), plain);
  }

  /** Whether the results mean the same as parameters of a lambda. */
  private boolean isCombiner(Statement.Return end) {
    boolean hasComments = hasComment(new Span(end.at().start(), end.at().end()));
    for (int i = 0; i < row.size(); i++) {
      Statement.Declare declare = row.declarations().get(i);
      JavaType declared = declare.variable().type();
      boolean isSameType = declared.name().equals(row.call(i).type().name());
      boolean isBoxed = !declared.name().contains(".");
      hasComments |= hasComment(CallRow.head(declare));
      if (!isSameType || isBoxed || !ownsLine(declare)) {
        return false;
      }
    }
    return !hasComments && ownsLine(end);
  }

  private boolean hasComment(Span span) {
    String text = row.text(span);
    return text.contains("//") || text.contains("/*");
  }

  private boolean ownsLine(Statement statement) {
    int start = statement.at().start();
    return row.file().lineText(row.file().line(start)).strip().startsWith(firstWord(statement))
        && row.file().column(start) == row.margin().length() + 1;
  }

  private String firstWord(Statement statement) {
    return row.text(statement.at()).split("\\s", 2)[0];
  }

  private void addReturn(Statement.Return end, Expression value) {
    String in = row.step().equals("\t") ? "\t" : "    ";
    for (int i = 0; i < row.size(); i++) {
      Statement.Declare declare = row.declarations().get(i);
      String open = i == 0 ? "return " + all + "(\n" + row.margin() + in : in;
      edits.add(new TextEdit(CallRow.head(declare), open + "() -> "));
      edits.add(new TextEdit(CallRow.tail(declare), ","));
    }
    Optional<String> constructor = constructor(value);
    if (constructor.isPresent()) {
      edits.add(new TextEdit(end.at(), in + constructor.get() + "::new);"));
    } else {
      String names = "(" + String.join(", ", row.names()) + ") ->";
      boolean isLong =
          row.margin().length() + names.length() + row.text(value.at()).length() > WIDE;
      String gap = isLong ? "\n" + row.margin() + in + in : " ";
      edits.add(new TextEdit(new Span(end.at().start(), value.at().start()), in + names + gap));
      edits.add(new TextEdit(new Span(value.at().end(), end.at().end()), ");"));
    }
  }

  /** The class, if the value is {@code new Class(…)} of exactly the results in their order. */
  private Optional<String> constructor(Expression value) {
    if (!(value instanceof Expression.New made) || made.body() != null) {
      return Optional.empty();
    }
    List<Statement.Declare> declarations = row.declarations();
    boolean isOfResults = made.arguments().size() == row.size();
    for (int i = 0; isOfResults && i < row.size(); i++) {
      isOfResults =
          made.arguments().get(i) instanceof Expression.Local local
              && local.variable() == declarations.get(i).variable();
    }
    String text = row.text(made.at());
    int open = text.indexOf('(');
    return isOfResults && text.startsWith("new ") && text.indexOf('<') < 0
        ? Optional.of(text.substring(4, open).strip())
        : Optional.empty();
  }

  private void addRecord() {
    var names = new FreshNames(row.file().text());
    String type = names.of("Loaded");
    String results = names.of("loaded");
    String margin = row.margin();
    String in = row.step().equals("\t") ? "\t\t" : "    ";
    var text = new StringBuilder();
    text.append("record ").append(type).append(components(names)).append(" {}\n\n").append(margin);
    text.append("var ").append(results).append(" = ").append(all).append("(\n");
    for (int i = 0; i < row.size(); i++) {
      text.append(margin).append(in).append("() -> ").append(row.text(row.call(i).at()));
      text.append(",\n");
    }
    text.append(margin).append(in).append(type).append("::new);\n").append(margin);
    int start = row.declarations().getFirst().at().start();
    edits.add(new TextEdit(new Span(start, start), text.toString()));
    for (int i = 0; i < row.size(); i++) {
      edits.add(new TextEdit(row.call(i).at(), results + "." + row.name(i) + "()"));
    }
  }

  /** The declared types, or type parameters where {@code var} leaves them to the compiler. */
  private String components(FreshNames names) {
    boolean isInferred =
        IntStream.range(0, row.size()).anyMatch(row::isVar)
            || row.declarations().stream().anyMatch(each -> hasComment(CallRow.head(each)));
    List<String> types =
        IntStream.range(0, row.size())
            .mapToObj(
                i -> isInferred ? names.of(String.valueOf((char) ('A' + i))) : row.typeText(i))
            .toList();
    String parameters = isInferred ? "<" + String.join(", ", types) + ">" : "";
    return IntStream.range(0, row.size())
        .mapToObj(i -> types.get(i) + " " + row.name(i))
        .collect(Collectors.joining(", ", parameters + "(", ")"));
  }
}
