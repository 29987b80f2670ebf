package dev.meanwhile.check;

import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the code under check says that it does not want to hear: {@code // meanwhile: ignore RULE
 * because …} on the line or above it, and {@code @SuppressWarnings("meanwhile:RULE")} on the method
 * or class.
 */
final class Suppressions {
  private static final Pattern COMMENT =
      Pattern.compile(
          "//\\s*meanwhile:\\s*ignore\\s+([\\w-]+(\\s*,\\s*[\\w-]+)*)(\\s+because\\b(?<because>.*))?");
  private static final String PREFIX = "meanwhile:";

  private Suppressions() {}

  /** Why the code does not want to hear of a finding, as it says; empty if it wants to. */
  static Optional<String> reason(Finding finding, Method method) {
    if (byAnnotation(finding.rule(), method.annotations())
        || byAnnotation(finding.rule(), method.owner().annotations())) {
      return Optional.of("");
    }
    return Stream.concat(Stream.of(finding.place()), finding.marks().stream().map(Mark::place))
        .flatMap(place -> byComment(finding.rule(), method.file(), place.line()).stream())
        .findFirst();
  }

  private static boolean byAnnotation(String rule, List<Annotation> annotations) {
    for (Annotation annotation : annotations) {
      String value = annotation.value("value");
      if (annotation.simpleName().equals("SuppressWarnings")
          && (value.contains("\"" + PREFIX + rule + "\"") || value.contains("\"meanwhile\""))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> byComment(String rule, SourceText file, int line) {
    Optional<String> found = reason(rule, file.lineText(line));
    for (int above = line - 1; found.isEmpty() && above > 0; above--) {
      String text = file.lineText(above).strip();
      if (!text.startsWith("//")) {
        break;
      }
      found = reason(rule, text);
    }
    return found;
  }

  private static Optional<String> reason(String rule, String text) {
    var comment = COMMENT.matcher(text);
    if (!comment.find() || !List.of(comment.group(1).split("\\s*,\\s*")).contains(rule)) {
      return Optional.empty();
    }
    String because = comment.group("because");
    return Optional.of(because == null ? "" : because.strip());
  }
}
