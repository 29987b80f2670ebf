package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.tasks.Executors;
import dev.meanwhile.check.tasks.Executors.Bound;
import dev.meanwhile.check.tasks.Futures;
import dev.meanwhile.check.tasks.Launches;
import dev.meanwhile.check.tasks.OwnClients;
import dev.meanwhile.check.tasks.PerElement;
import dev.meanwhile.check.tasks.Start;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A task for each element of a collection, and nothing that says how many may run at once. */
public final class UnboundedFanOut implements Rule {
  /** Words in names of methods that start what a service consists of, once. */
  private static final Set<String> BEGINNING =
      Set.of("start", "init", "initialize", "main", "open", "setup", "launch", "bootstrap");

  @Override
  public String id() {
    return "unbounded-fan-out";
  }

  @Override
  public String title() {
    return "A task per element without a limit";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    var search = new Search(method, analysis, sink);
    PerElement.visit(method, analysis.tasks().elements(), search);
    method.all(Call.class).forEach(search::visit);
  }

  private final class Search implements PerElement.Visitor {
    private final Method method;
    private final Analysis analysis;
    private final Consumer<Finding> sink;
    private final List<Span> reported = new ArrayList<>();

    Search(Method method, Analysis analysis, Consumer<Finding> sink) {
      this.method = method;
      this.analysis = analysis;
      this.sink = sink;
    }

    /** {@code invokeAll} starts a task for each that it is given. */
    void visit(Call call) {
      if (call.methodName().equals("invokeAll")
          && call.receiver() != null
          && call.arguments().size() == 1
          && Executors.isExecutor(call.receiver().type(), analysis.program())) {
        Expression tasks = call.arguments().getFirst();
        BooleanSupplier areFew = () -> analysis.tasks().elements().areFew(tasks, method);
        Bound bound = analysis.tasks().executors().boundOf(call.receiver(), method);
        reportTask(new PerElement(call.name(), call, tasks, areFew, null), call, bound);
      }
    }

    @Override
    public void call(Call call, PerElement repetition) {
      Optional<Start> start = analysis.tasks().starts().of(call, method);
      if (start.isPresent()) {
        reportTask(repetition, call, launches().of(start.get()));
      } else if (OwnClients.areMany(repetition.elements())
          && analysis.tasks().ownClients().asks(call, method)) {
        report(repetition, call, Bound.UNLIMITED, Confidence.LIKELY);
      } else if (Futures.isFuture(call.type(), analysis.program())) {
        report(repetition, call, launches().of(call, method), Confidence.LIKELY);
      }
    }

    @Override
    public void reference(MethodReference reference, PerElement repetition) {
      if (reference.method().toString().equals("Thread.start")) {
        reportTask(repetition, reference, Bound.UNLIMITED);
        return;
      }
      boolean isFuture =
          analysis.program().targets(reference.method()).stream()
              .anyMatch(target -> Futures.isFuture(target.returnType(), analysis.program()));
      if (isFuture) {
        report(repetition, reference, launches().of(reference.method()), Confidence.LIKELY);
      }
    }

    private Launches launches() {
      return analysis.tasks().launches();
    }

    /** Tasks may be the parts of a service that begins, which are started once. */
    private void reportTask(PerElement repetition, Expression start, Bound bound) {
      Confidence most = isBeginning() ? Confidence.POSSIBLE : Confidence.LIKELY;
      report(repetition, start, bound, most);
    }

    private void report(PerElement repetition, Expression start, Bound bound, Confidence most) {
      boolean isKnown = reported.stream().anyMatch(span -> span.contains(start.at()));
      if (bound == Bound.LIMITED || isKnown) {
        return;
      }
      repetition
          .unlimited()
          .filter(each -> !isHeldBack(each.body(), start))
          .filter(each -> !LazyStream.joinsEach(each.head(), method, analysis.waits()))
          .ifPresent(each -> {
            reported.add(start.at());
            sink.accept(finding(each, start, bound, most));
          });
    }

    /** Whether the round waits for something, takes a permit, or is the last one. */
    private boolean isHeldBack(Node body, Expression start) {
      var found = new boolean[1];
      Waits.calls(body, call -> found[0] |= holdsBack(call) || isJoined(call, start));
      return found[0]
          || isLastRound(body, start.at())
          || isChained(body, start)
          || isCounted(body, start.at());
    }

    /** {@code users.findAsync(id).get()}, where the class of the users is missing. */
    private static boolean isJoined(Call call, Expression start) {
      return (call.methodName().equals("get") || call.methodName().equals("join"))
          && Chains.calls(call).stream().skip(1).anyMatch(step -> step == start);
    }

    private boolean holdsBack(Call call) {
      Optional<Wait> wait = analysis.waits().of(call);
      boolean waits =
          wait.isPresent()
              && (wait.get().kinds().contains(WaitKind.FUTURE)
                  || wait.get().kinds().contains(WaitKind.THREAD)
                  || wait.get().kinds().contains(WaitKind.SLEEP));
      String first = Verbs.words(call.methodName()).stream().findFirst().orElse("");
      return waits
          || Set.of("acquire", "await", "throttle", "limit").contains(first)
          || call.methodName().equals("tryAcquire");
    }

    /** {@code if (--free >= 0)}, {@code if (running.size() < most)}. */
    private static boolean isCounted(Node body, Span start) {
      var found = new boolean[1];
      body.forEach(node ->
          found[0] |=
              node instanceof Statement.If choice
                  && choice.at().contains(start)
                  && counts(choice.condition()));
      return found[0];
    }

    private static boolean counts(Expression condition) {
      if (!(condition instanceof Expression.Operation test)) {
        return false;
      }
      Expression count = test.operands().getFirst();
      return switch (test.operator()) {
        case "<", "<=" -> count instanceof Expression.Assignment || isSize(count);
        case ">", ">=" -> count instanceof Expression.Assignment;
        default -> false;
      };
    }

    private static boolean isSize(Expression count) {
      return count instanceof Call call && call.methodName().equals("size");
    }

    private static boolean isLastRound(Node body, Span start) {
      if (body instanceof Statement.Block block && !block.statements().isEmpty()) {
        Statement last = block.statements().getLast();
        boolean leaves = last instanceof Statement.Break || last instanceof Statement.Return;
        if (leaves && block.at().contains(start) && !last.at().contains(start)) {
          return true;
        }
      }
      return body.parts().stream()
          .anyMatch(part -> part.at().contains(start) && isLastRound(part, start));
    }

    /** {@code last = last.thenCompose(…)}: one after the other. */
    private static boolean isChained(Node body, Expression start) {
      var found = new boolean[1];
      body.forEach(node -> {
        if (node instanceof Expression.Assignment assignment
            && assignment.at().contains(start.at())
            && assignment.target() instanceof Expression.Local target) {
          assignment
              .value()
              .forEach(part ->
                  found[0] |=
                      part instanceof Expression.Local used
                          && used.variable() == target.variable());
        }
      });
      return found[0];
    }

    private Finding finding(PerElement repetition, Expression start, Bound bound, Confidence most) {
      return Found.by(UnboundedFanOut.this, method, repetition.head().to(start.at()))
          .says("starts a task per element, as many at once as there are elements")
          .because("nothing in the source limits the number of elements")
          .because(
              bound == Bound.UNLIMITED
                  ? "what runs the tasks takes as many as it gets"
                  : "it is not known what runs the tasks")
          .marks(start.at(), "started here", 1)
          .advises("give a limit: map(elements, atMost(16), element -> …)")
          .confidence(bound == Bound.UNLIMITED ? most : Confidence.POSSIBLE)
          .finding();
    }

    private boolean isBeginning() {
      String first = Verbs.words(method.name()).stream().findFirst().orElse("");
      return BEGINNING.contains(first) || method.name().startsWith("<");
    }
  }
}
