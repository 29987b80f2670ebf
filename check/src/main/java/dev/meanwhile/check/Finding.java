package dev.meanwhile.check;

import dev.meanwhile.check.fix.Fix;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Something that a rule has found.
 *
 * @param rule the id of the rule, such as {@code independent-waits}
 * @param method the method that it is in
 * @param place what it is about
 * @param message what it is, in one sentence
 * @param marks the places that belong to it, such as the waits of a group, in order
 * @param reasons why the rule may say so, and what it rests on
 * @param saving what it would save
 * @param advice what to do
 * @param fix the rewrite, if there is one for a machine
 */
public record Finding(
    String rule,
    Severity severity,
    Confidence confidence,
    MethodPlace method,
    Place place,
    String message,
    List<Mark> marks,
    List<String> reasons,
    Optional<Saving> saving,
    String advice,
    Answer answer,
    Optional<Fix> fix)
    implements Serializable {

  /**
   * One of the places of a finding.
   *
   * @param label what it is, such as {@code user: HTTP, reads}
   * @param step in which step it could run, from 1; 0 if that does not matter
   */
  public record Mark(Place place, String label, int step) implements Serializable {}

  /**
   * What a finding costs today and would cost.
   *
   * @param waits how many waits follow each other; 0 if there are as many as there are elements
   * @param steps in how many steps they could be done; 0 if there are as many as the elements need
   * @param atOnce how many elements a step is for; 0 for all
   */
  public record Saving(int waits, int steps, int atOnce) implements Serializable {
    /** Some waits that could be done in fewer steps. */
    public static Saving of(int waits, int steps) {
      return new Saving(waits, steps, 0);
    }

    /** A wait for each element, where one for all would do. */
    public static Saving batched() {
      return new Saving(0, 1, 0);
    }

    /** A wait for each element, where so many elements could wait at once. */
    public static Saving bounded(int atOnce) {
      return new Saving(0, 0, atOnce);
    }

    /** Whether there are as many waits as there are elements. */
    public boolean isPerElement() {
      return waits == 0;
    }
  }

  /** Copies the lists. */
  public Finding {
    marks = List.copyOf(marks);
    reasons = List.copyOf(reasons);
  }

  /** The same finding of another severity. */
  public Finding with(Severity other) {
    return with(other, answer, fix);
  }

  /** The same finding with a rewrite. */
  public Finding with(Fix found) {
    return with(severity, Answer.AUTO, Optional.of(found));
  }

  private Finding with(Severity otherSeverity, Answer otherAnswer, Optional<Fix> otherFix) {
    return new Finding(
        rule,
        otherSeverity,
        confidence,
        method,
        place,
        message,
        marks,
        reasons,
        saving,
        advice,
        otherAnswer,
        otherFix);
  }
}
