package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Contexts;
import dev.meanwhile.check.waits.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Two or more reads in a row that do not need each other. */
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
    if (Contexts.isTransactional(method, analysis.program())) {
      return;
    }
    var group = new Group(method, analysis, sink);
    method.body().orElseThrow().statements().forEach(group::add);
    group.end();
  }

  /** Declarations that follow each other, each with one read that uses none of the others. */
  private final class Group {
    private final Method method;
    private final Analysis analysis;
    private final Consumer<Finding> sink;
    private final List<Call> calls = new ArrayList<>();
    private final Set<Variable> results = new HashSet<>();

    Group(Method method, Analysis analysis, Consumer<Finding> sink) {
      this.method = method;
      this.analysis = analysis;
      this.sink = sink;
    }

    void add(Statement statement) {
      if (statement instanceof Statement.Declare(_, Variable variable, Call call)
          && analysis.waits().of(call).filter(Group::isRead).isPresent()
          && usesNone(call)) {
        calls.add(call);
        results.add(variable);
      } else {
        end();
      }
    }

    private static boolean isRead(Wait wait) {
      return wait.isRemote() && wait.effect().isRead();
    }

    private boolean usesNone(Call call) {
      var used = new HashSet<Variable>();
      call.forEach(node -> {
        if (node instanceof Expression.Local local) {
          used.add(local.variable());
        }
      });
      used.retainAll(results);
      return used.isEmpty();
    }

    void end() {
      if (calls.size() > 1) {
        sink.accept(finding());
      }
      calls.clear();
      results.clear();
    }

    private Finding finding() {
      var at = calls.getFirst().at().to(calls.getLast().at());
      var found =
          Found.by(IndependentWaits.this, method, at)
              .says(calls.size() + " waits in a row do not need each other")
              .because("none uses what another returns")
              .advises("run them at once: all(() -> …, () -> …, …)")
              .saves(calls.size(), 1)
              .confidence(Confidence.LIKELY);
      calls.forEach(call -> found.marks(call.at(), call.method().toString(), 1));
      return found.finding();
    }
  }
}
