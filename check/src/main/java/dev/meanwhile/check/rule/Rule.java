package dev.meanwhile.check.rule;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Method;
import java.util.function.Consumer;

/** Looks for one mistake. Has no state: one rule serves many threads. */
public interface Rule {
  /** Its name in reports, suppressions and options, such as {@code independent-waits}. */
  String id();

  /** What it finds, in a few words: {@code Waits in a row that do not need each other}. */
  String title();

  /** How bad its findings are unless the user says otherwise. */
  Severity severity();

  /** Looks at one method that has a body. */
  void check(Method method, Analysis analysis, Consumer<Finding> sink);
}
