package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of calls with the JDK only: one {@code FutureTask} for each call, started and joined in
 * program order. The first failure in program order is thrown as it is, after the others have been
 * interrupted and have ended. The declarations stay where they are.
 *
 * <p>An interrupt goes to the calls, as it does when they run on the calling thread; where the
 * method cannot throw it, the flag stays set.
 */
final class WithJdk {
  private static final List<String> IMPORTS =
      List.of(
          "java.util.List",
          "java.util.concurrent.ExecutionException",
          "java.util.concurrent.Executors",
          "java.util.concurrent.Future",
          "java.util.concurrent.FutureTask");

  private final CallRow row;
  private final Program program;
  private final FreshNames names;

  WithJdk(CallRow row, Program program) {
    this.row = row;
    this.program = program;
    this.names = new FreshNames(row.file().text());
  }

  /** The rewrite; empty if it is not known what the calls throw. */
  Optional<Fix> fix(String title) {
    Map<String, JavaType> thrown = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      for (JavaType type : program.thrown(row.call(i).method())) {
        if (!type.name().contains(".")) {
          return Optional.empty();
        }
        thrown.put(type.name(), type);
      }
    }
    List<JavaType> leaves = thrown.values().stream().filter(type -> isLeaf(type, thrown)).toList();
    return Optional.of(fix(title, leaves));
  }

  private boolean isLeaf(JavaType type, Map<String, JavaType> thrown) {
    return thrown.keySet().stream()
        .noneMatch(other -> !other.equals(type.name()) && program.isA(type.name(), other));
  }

  private Fix fix(String title, List<JavaType> thrown) {
    List<String> tasks = row.names().stream().map(name -> names.of(name + "Task")).toList();
    var lines = new ArrayList<String>();
    for (int i = 0; i < tasks.size(); i++) {
      String call = row.text(row.call(i).at());
      lines.add("var " + tasks.get(i) + " = new FutureTask<>(() -> " + call + ");");
    }
    String list = names.of("tasks");
    lines.add("var " + list + " = List.of(" + String.join(", ", tasks) + ");");
    addRun(lines, list);
    addFailure(lines, list, thrown);
    int start = row.declarations().getFirst().at().start();
    String indent = "\n" + row.margin();
    String text =
        lines.stream()
            .map(line -> line.replace("  ", row.step()))
            .collect(Collectors.joining(indent, "", indent));
    var edits = new ArrayList<TextEdit>();
    edits.add(new TextEdit(new Span(start, start), text));
    for (int i = 0; i < tasks.size(); i++) {
      edits.add(new TextEdit(row.call(i).at(), tasks.get(i) + ".resultNow()"));
    }
    return new Fix(title, edits, IMPORTS);
  }

  private void addRun(List<String> lines, String list) {
    String threads = names.of("threads");
    String task = names.of("task");
    String stopped = names.of("stopped");
    lines.add("try (var " + threads + " = Executors.newVirtualThreadPerTaskExecutor()) {");
    lines.add("  " + list + ".forEach(" + threads + "::execute);");
    lines.add("  try {");
    lines.add("    for (var " + task + " : " + list + ") {");
    lines.add("      " + task + ".get();");
    lines.add("    }");
    lines.add("  } catch (ExecutionException " + stopped + ") {");
    lines.add("    " + threads + ".shutdownNow();");
    lines.add("  } catch (InterruptedException " + stopped + ") {");
    lines.add("    Thread.currentThread().interrupt();");
    lines.add("    " + threads + ".shutdownNow();");
    lines.add("  }");
    lines.add("}");
  }

  private void addFailure(List<String> lines, String list, List<JavaType> thrown) {
    String task = names.of("ended");
    String failure = names.of("failure");
    lines.add("for (var " + task + " : " + list + ") {");
    lines.add("  if (" + task + ".state() == Future.State.FAILED) {");
    lines.add("    switch (" + task + ".exceptionNow()) {");
    for (JavaType type : thrown) {
      String action = "throw " + failure + ";";
      if (type.name().equals("java.lang.InterruptedException")) {
        action = "{ Thread.interrupted(); " + action + " }"; // who throws it takes the flag
      }
      lines.add("      case " + written(type) + " " + failure + " -> " + action);
    }
    lines.add("      case RuntimeException " + failure + " -> throw " + failure + ";");
    lines.add("      case Error " + failure + " -> throw " + failure + ";");
    lines.add(
        "      case Throwable "
            + failure
            + " -> throw new IllegalStateException("
            + failure
            + ");");
    lines.add("    }");
    lines.add("  }");
    lines.add("}");
  }

  /** The simple name if the file has that already, else the full name. */
  private String written(JavaType type) {
    boolean isImported =
        type.name().startsWith("java.lang.")
            || row.file().text().contains("import " + type.name() + ";");
    return isImported ? type.simpleName() : type.name();
  }
}
