package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Start;
import dev.meanwhile.check.tasks.Uses;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Futures that are started only after the one before has been joined. */
public final class SequentialJoins implements Rule {
  private static final Set<String> JOINS = Set.of("join", "get");

  /** Steps of a stream that pass elements on one by one. */
  private static final Set<String> PASSING = Set.of("map", "filter", "peek", "mapToObj");

  @Override
  public String id() {
    return "sequential-joins-of-started-later";
  }

  @Override
  public String title() {
    return "Futures that run one after the other";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    var search = new Search(method, analysis, sink);
    method.all(Call.class).stream().filter(search::isJoinOfEach).forEach(search::visitStream);
    method.all(Statement.ForEach.class).forEach(search::visitLoop);
  }

  private final class Search {
    private final Method method;
    private final Analysis analysis;
    private final Consumer<Finding> sink;

    Search(Method method, Analysis analysis, Consumer<Finding> sink) {
      this.method = method;
      this.analysis = analysis;
      this.sink = sink;
    }

    /** {@code stream.map(start).map(join)}: a stream takes one element through all steps. */
    private void visitStream(Call join) {
      List<Call> chain = Chains.calls(join);
      if (chain.stream().anyMatch(step -> step.methodName().startsWith("parallel"))) {
        return;
      }
      for (Call step : chain.subList(1, chain.size())) {
        if (!PASSING.contains(step.methodName())) {
          return;
        }
        if (step.arguments().stream().anyMatch(this::starts)) {
          sink.accept(
              found(step, join)
                  .because("a stream takes one element through all steps before the next one")
                  .advises("collect the futures first, then join; or: map(elements, atMost(16), …)")
                  .finding());
          return;
        }
      }
    }

    private boolean isJoinOfEach(Call call) {
      return PASSING.contains(call.methodName())
          && call.arguments().size() == 1
          && isJoin(call.arguments().getFirst());
    }

    private boolean isJoin(Expression function) {
      return switch (function) {
        case MethodReference reference -> JOINS.contains(reference.method().name());
        case Lambda lambda
            when lambda.parameters().size() == 1
                && lambda.body().statements().size() == 1
                && lambda.body().statements().getFirst() instanceof Statement.Return returned ->
            returned.value() instanceof Call join
                && JOINS.contains(join.methodName())
                && join.arguments().isEmpty()
                && join.receiver() instanceof Expression.Local local
                && local.variable() == lambda.parameters().getFirst();
        default -> false;
      };
    }

    /** Whether a function starts a task, and gives its future. */
    private boolean starts(Expression function) {
      return function instanceof Lambda lambda
          && lambda.body().statements().size() == 1
          && lambda.body().statements().getFirst() instanceof Statement.Return returned
          && returned.value() instanceof Call call
          && isStart(call);
    }

    private boolean isStart(Call call) {
      return analysis
          .tasks()
          .starts()
          .of(call, method)
          .filter(Start::keepsFailure)
          .filter(start -> Futures.isFuture(call.type(), analysis.program()))
          .isPresent();
    }

    /** {@code for (…) { all.add(start(…).join()); }}. */
    private void visitLoop(Statement.ForEach loop) {
      if (loop.body() instanceof Statement.Block block) {
        for (Statement statement : block.statements()) {
          if (statement instanceof Statement.Evaluate(_, Call keep)
              && Set.of("add", "put").contains(keep.methodName())
              && keep.receiver() instanceof Expression.Local all
              && !isReadIn(loop, all)) {
            visitKept(keep, block, loop);
          }
        }
      }
    }

    private void visitKept(Call keep, Statement.Block block, Statement.ForEach loop) {
      for (Expression argument : keep.arguments()) {
        if (argument instanceof Call join
            && Futures.isJoin(join, analysis.program())
            && !analysis.tasks().elements().areFew(loop.elements(), method)) {
          visitJoin(join, block);
        }
      }
    }

    private static boolean isReadIn(Statement.ForEach loop, Expression.Local all) {
      return Uses.of(all.variable(), loop.body()).size() > 1;
    }

    private void visitJoin(Call join, Statement.Block block) {
      Expression future = join.receiver();
      if (future instanceof Call call && isStart(call)) {
        report(call, join);
      } else if (future instanceof Expression.Local local) {
        for (Statement statement : block.statements()) {
          if (statement instanceof Statement.Declare(_, var variable, Call call)
              && variable == local.variable()
              && isStart(call)) {
            report(call, join);
          }
        }
      }
    }

    private void report(Call start, Call join) {
      sink.accept(
          found(start, join)
              .because("each round waits for its own future before the next round begins")
              .advises("start all, then join all; or: map(elements, atMost(16), …)")
              .finding());
    }

    private Found found(Call start, Call join) {
      return Found.by(SequentialJoins.this, method, start.name().to(join.at()))
          .says("these futures run one after the other")
          .marks(start.name(), "started", 1)
          .marks(join.name(), "joined before the next one starts", 2)
          .confidence(Confidence.LIKELY);
    }
  }
}
