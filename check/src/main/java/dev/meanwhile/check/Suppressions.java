package dev.meanwhile.check;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.source.SourceText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the code under check says that it does not want to hear: {@code // meanwhile: ignore RULE
 * because …} on the line or above it, and {@code @SuppressWarnings("meanwhile:RULE")} on the method
 * or class.
 */
final class Suppressions {
  private static final Pattern COMMENT =
      Pattern.compile(
          "//\\s*meanwhile:\\s*ignore\\s+([\\w-]+(\\s*,\\s*[\\w-]+)*)(\\s+because\\b.*)?");
  private static final String PREFIX = "meanwhile:";

  private Suppressions() {}

  static boolean cover(Finding finding, Method method) {
    return byAnnotation(finding.rule(), method.annotations())
        || byAnnotation(finding.rule(), method.owner().annotations())
        || byComment(finding.rule(), method.file(), finding.place().line())
        || finding.marks().stream()
            .anyMatch(mark -> byComment(finding.rule(), method.file(), mark.place().line()));
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

  private static boolean byComment(String rule, SourceText file, int line) {
    if (names(rule, file.lineText(line))) {
      return true;
    }
    for (int above = line - 1; above > 0; above--) {
      String text = file.lineText(above).strip();
      if (!text.startsWith("//")) {
        return false;
      }
      if (names(rule, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(String rule, String text) {
    var comment = COMMENT.matcher(text);
    return comment.find() && List.of(comment.group(1).split("\\s*,\\s*")).contains(rule);
  }
}
