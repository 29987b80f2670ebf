package dev.meanwhile.check.rule;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.MethodPlace;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a finding:
 *
 * <pre>{@code
 * sink.accept(Found.by(this, method, call.at()).says("…").because("…").advises("…").finding());
 * }</pre>
 */
public final class Found {
  private final Rule rule;
  private final Method method;
  private final Span at;
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private Confidence confidence = Confidence.CERTAIN;
  private Answer answer = Answer.ASSISTED;
  private String message = "";
  private String advice = "";
  private @Nullable Saving saving;
  private @Nullable Fix fix;

  private Found(Rule rule, Method method, Span at) {
    this.rule = rule;
    this.method = method;
    this.at = at;
  }

  /** A finding of a rule in a method. */
  public static Found by(Rule rule, Method method, Span at) {
    return new Found(rule, method, at);
  }

  /** What it is, in one sentence. */
  public Found says(String sentence) {
    message = sentence;
    return this;
  }

  /** What to do. */
  public Found advises(String sentence) {
    advice = sentence;
    return this;
  }

  /** Why the rule may say so. */
  public Found because(String reason) {
    reasons.add(reason);
    return this;
  }

  /** A place that belongs to it. */
  public Found marks(Span place, String label, int step) {
    marks.add(new Mark(new Place(method.file(), place), label, step));
    return this;
  }

  /** At most this sure. */
  public Found confidence(Confidence most) {
    confidence = confidence.or(most);
    return this;
  }

  /** What it would save. */
  public Found saves(Saving less) {
    saving = less;
    return this;
  }

  /** The rewrite. One that is only possible in plain code is for a person to ask for. */
  public Found fixedBy(Fix rewrite) {
    fix = rewrite;
    answer = rewrite.edits().isEmpty() ? Answer.ASSISTED : Answer.AUTO;
    return this;
  }

  /** The finding. */
  public Finding finding() {
    return new Finding(
        rule.id(),
        rule.severity(),
        confidence,
        methodPlace(),
        new Place(method.file(), at),
        message,
        marks,
        reasons,
        Optional.ofNullable(saving),
        advice,
        answer,
        Optional.ofNullable(fix));
  }

  private MethodPlace methodPlace() {
    return new MethodPlace(
        method.owner().name(), method.name(), new Place(method.file(), method.at()));
  }
}
