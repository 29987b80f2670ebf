package dev.meanwhile.check;

import java.io.Serializable;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings what the rules have found
 * @param problems what could not be analysed
 * @param suppressed what the user does not want to hear of, or knows already
 * @param coverage what was read
 */
public record Report(
    List<Finding> findings,
    List<Problem> problems,
    List<Suppressed> suppressed,
    Coverage coverage) {

  /**
   * What was read.
   *
   * @param files how many files
   * @param lines how many lines they have
   * @param calls how many calls with a receiver
   * @param typed how many of those receivers have a known type
   */
  public record Coverage(int files, int lines, int calls, int typed) implements Serializable {
    /** Nothing yet. */
    public static final Coverage NOTHING = new Coverage(0, 0, 0, 0);

    /** Both together. */
    public Coverage and(Coverage other) {
      return new Coverage(
          files + other.files, lines + other.lines, calls + other.calls, typed + other.typed);
    }
  }

  /** The same report with other findings, such as those that are left. */
  public Report with(List<Finding> others) {
    return new Report(others, problems, suppressed, coverage);
  }

  /** Copies the lists. */
  public Report {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    suppressed = List.copyOf(suppressed);
  }
}
