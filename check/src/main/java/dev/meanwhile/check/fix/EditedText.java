package dev.meanwhile.check.fix;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.fix.Rewrites.ChangedFile;
import dev.meanwhile.check.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A text and the rewrites chosen for it so far. All that no edit names stays as it is. */
final class EditedText {
  private final SourceText file;
  private final List<Fix> fixes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  EditedText(SourceText file) {
    this.file = file;
  }

  SourceText file() {
    return file;
  }

  /** What is rewritten so far. */
  List<Finding> findings() {
    return findings;
  }

  /** Adds the rewrite of a finding; if that is not possible, says why. */
  Optional<String> add(Finding finding, Style style) {
    Fix fix = finding.fix().flatMap(each -> each.in(style)).orElseThrow();
    Optional<String> obstacle = obstacle(fix);
    if (obstacle.isEmpty()) {
      fixes.add(fix);
      findings.add(finding);
    }
    return obstacle;
  }

  void removeLast() {
    fixes.removeLast();
    findings.removeLast();
  }

  void clear() {
    fixes.clear();
    findings.clear();
  }

  private Optional<String> obstacle(Fix fix) {
    for (Fix other : fixes) {
      for (TextEdit one : fix.edits()) {
        for (TextEdit two : other.edits()) {
          if (overlap(one, two)) {
            return Optional.of("it overlaps another rewrite; run --fix again");
          }
        }
      }
    }
    return new Imports(file.text())
        .clash(fix.imports())
        .map(name -> "the file uses the name of " + name + " for something else");
  }

  private static boolean overlap(TextEdit one, TextEdit two) {
    boolean isSame = one.equals(two);
    return !isSame
        && one.span().start() <= two.span().end()
        && two.span().start() <= one.span().end();
  }

  private List<TextEdit> edits() {
    return edits(file.text(), fixes);
  }

  /** The edits of rewrites of a text, those of the imports among them, in their order. */
  static List<TextEdit> edits(String text, List<Fix> fixes) {
    Set<TextEdit> edits = new LinkedHashSet<>();
    Set<String> imports = new LinkedHashSet<>();
    for (Fix fix : fixes) {
      edits.addAll(fix.edits());
      imports.addAll(fix.imports());
    }
    edits.addAll(new Imports(text).add(List.copyOf(imports)));
    return edits.stream()
        .map(edit -> edit.withLineEndsOf(text))
        .sorted(Comparator.comparingInt(edit -> edit.span().start()))
        .toList();
  }

  ChangedFile changedFile(Path path) {
    return new ChangedFile(path, file.text(), edits(), text(), findings);
  }

  /** The new text. */
  String text() {
    String old = file.text();
    var text = new StringBuilder();
    int from = 0;
    for (TextEdit edit : edits()) {
      text.append(old, from, edit.span().start()).append(edit.replacement());
      from = edit.span().end();
    }
    return text.append(old, from, old.length()).toString();
  }
}
