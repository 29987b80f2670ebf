package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.dependence.Sequence;
import dev.meanwhile.check.dependence.Step;
import dev.meanwhile.check.fix.AtOnce;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * Two or more reads in a row that do not need each other. Reads between two barriers (an effect, an
 * exit) make a stretch; in a stretch, reads of one level make a group.
 */
public final class IndependentWaits implements Rule {
  @Override
  public String id() {
    return "independent-waits";
  }

  @Override
  public String title() {
    return "Waits in a row that do not need each other";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (method.is(Modifier.SYNCHRONIZED) || analysis.waits().isWithoutWaits(method)) {
      return;
    }
    if (analysis.transactions().begins(method)) {
      return;
    }
    analysis.dependences().sequences(method, sequence -> check(sequence, method, analysis, sink));
  }

  private void check(Sequence sequence, Method method, Analysis analysis, Consumer<Finding> sink) {
    Map<Integer, List<Step>> levels = new TreeMap<>();
    List<Step> steps = sequence.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.isBarrier()) {
        report(levels, method, analysis, sink);
        levels.clear();
      } else if (step.isRead()) {
        levels.computeIfAbsent(sequence.level(i), _ -> new ArrayList<>()).add(step);
      }
    }
    report(levels, method, analysis, sink);
  }

  private void report(
      Map<Integer, List<Step>> levels, Method method, Analysis analysis, Consumer<Finding> sink) {
    levels.replaceAll((_, group) -> withoutDoubtful(group, method, analysis));
    List<List<Step>> groups = groups(levels, method, analysis);
    if (!groups.isEmpty() && !analysis.dependences().bindsThread(method)) {
      sink.accept(finding(levels, groups, method, analysis));
    }
  }

  /** A group that may only possibly be moved must not hide another that surely may. */
  private static List<List<Step>> groups(
      Map<Integer, List<Step>> levels, Method method, Analysis analysis) {
    List<List<Step>> groups = levels.values().stream().filter(group -> group.size() > 1).toList();
    List<List<Step>> others =
        groups.stream()
            .filter(group -> confidence(group, method, analysis) != Confidence.POSSIBLE)
            .toList();
    return others.isEmpty() ? groups : others;
  }

  /** A member that may only possibly be moved must not hide two that surely may. */
  private static List<Step> withoutDoubtful(List<Step> group, Method method, Analysis analysis) {
    List<Step> others =
        group.stream()
            .filter(step -> confidence(step, method, analysis) != Confidence.POSSIBLE)
            .toList();
    return others.size() > 1 ? others : group;
  }

  private Finding finding(
      Map<Integer, List<Step>> levels, List<List<Step>> groups, Method method, Analysis analysis) {
    List<Step> members = groups.stream().flatMap(List::stream).toList();
    int waits = levels.values().stream().mapToInt(List::size).sum();
    var found =
        Found.by(this, method, start(members).at().to(end(members).at()))
            .says(sentence(groups, waits, levels.size()))
            .because("none of a group uses what another returns or changes")
            .because("nothing between them has an effect or may leave the method")
            .because(reads(members))
            .saves(Saving.of(waits, levels.size()))
            .confidence(confidence(members, method, analysis));
    offer(found, groups, method, analysis);
    int number = 0;
    for (List<Step> group : levels.values()) {
      number++;
      if (groups.stream().anyMatch(reported -> reported == group)) {
        for (Step step : group) {
          found.marks(step.at(), label(step), number);
        }
      }
    }
    return found.finding();
  }

  /** What to do; a rewrite where nothing speaks against it. */
  private static void offer(
      Found found, List<List<Step>> groups, Method method, Analysis analysis) {
    List<Step> members = groups.stream().flatMap(List::stream).toList();
    found.advises(advice(members));
    if (groups.size() > 1 || confidence(members, method, analysis) != Confidence.CERTAIN) {
      return;
    }
    List<Call> calls = members.stream().map(Step::call).filter(Objects::nonNull).toList();
    AtOnce.Offer offer = AtOnce.of(method, calls, analysis.program());
    offer.fix().ifPresent(found::fixedBy);
    if (offer.fix().isEmpty()) {
      found.advises(advice(members) + "; not by --fix: " + offer.refusal());
    } else if (offer.fix().get().edits().isEmpty()) {
      found.advises(advice(members) + "; by --fix --plain only: the interrupt has no way out");
    }
  }

  private static Step start(List<Step> steps) {
    return steps.stream().reduce((a, b) -> a.at().start() <= b.at().start() ? a : b).orElseThrow();
  }

  private static Step end(List<Step> steps) {
    return steps.stream().reduce((a, b) -> a.at().end() >= b.at().end() ? a : b).orElseThrow();
  }

  private static String sentence(List<List<Step>> groups, int waits, int steps) {
    int members = groups.stream().mapToInt(List::size).sum();
    String together =
        groups.size() == 1
            ? members + " waits in a row do not need each other"
            : members + " waits in a row need each other in part only";
    return together + ": " + waits + " waits, " + steps + (steps == 1 ? " step" : " steps");
  }

  private static String reads(List<Step> members) {
    return members.stream().allMatch(step -> step.waiting().orElseThrow().effect().isSureRead())
        ? "each only asks, by two signals that agree"
        : "each only asks, as far as its name or its library tells";
  }

  private static String advice(List<Step> members) {
    String advice = "run the calls of a step at once: all(() -> …, () -> …, Result::new)";
    boolean isSql =
        members.stream().anyMatch(step -> step.waiting().orElseThrow().kind() == WaitKind.SQL);
    return isSql ? advice + "; each takes a connection of the pool meanwhile" : advice;
  }

  private static String label(Step step) {
    Wait wait = step.waiting().orElseThrow();
    String name = step.call() == null ? "" : step.call().methodName() + ": ";
    return name + wait.label();
  }

  private static Confidence confidence(List<Step> members, Method method, Analysis analysis) {
    Confidence confidence = Confidence.CERTAIN;
    for (Step step : members) {
      confidence = confidence.or(confidence(step, method, analysis));
    }
    return confidence;
  }

  private static Confidence confidence(Step step, Method method, Analysis analysis) {
    Wait wait = step.waiting().orElseThrow();
    boolean isInTransaction =
        wait.kinds().contains(WaitKind.SQL) && analysis.transactions().reach(method);
    if (wait.isConfined() || isInTransaction || isLoop(step)) {
      return Confidence.POSSIBLE;
    }
    Call call = step.call();
    boolean isSure = wait.isSureRead() && call != null && !step.touches().isDoubtful();
    return isSure ? Confidence.CERTAIN : Confidence.LIKELY;
  }

  private static boolean isLoop(Step step) {
    return step.code() instanceof Statement.ForEach || step.code() instanceof Statement.Loop;
  }
}
