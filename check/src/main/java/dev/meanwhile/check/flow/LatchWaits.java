package dev.meanwhile.check.flow;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.flow.OpenWaits.OpenWait;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for a latch that tasks count down which wait for something remote themselves. */
final class LatchWaits {
  private static final int DEEPEST = 3;

  private final Statement.Block body;
  private final Program program;
  private final Definitions definitions;
  private final Work work;
  private final Outline outline;

  LatchWaits(
      Statement.Block body,
      Program program,
      Waits waits,
      Definitions definitions,
      Outline outline) {
    this.body = body;
    this.program = program;
    this.definitions = definitions;
    this.work = new Work(program, waits, definitions);
    this.outline = outline;
  }

  Optional<OpenWait> of(Call call) {
    if (!call.methodName().equals("await")
        || !call.arguments().isEmpty()
        || !(call.receiver() instanceof Local(_, Variable latch))
        || !latch.type().name().equals("java.util.concurrent.CountDownLatch")) {
      return Optional.empty();
    }
    return tasks(latch).stream()
        .flatMap(task -> source(task).stream())
        .findFirst()
        .map(source ->
            new OpenWait(
                call.at(),
                call.method().toString(),
                source,
                "give it a limit: await(5, SECONDS), and decide what is to happen then",
                Confidence.LIKELY));
  }

  /** The lambdas and objects that count the latch down. */
  private List<Node> tasks(Variable latch) {
    var tasks = new ArrayList<Node>();
    body.forEach(node -> {
      if ((node instanceof Lambda lambda && countsDown(lambda.body(), latch))
          || (node instanceof New made && countsDown(made, latch))) {
        tasks.add(node);
      }
    });
    return tasks;
  }

  private static boolean countsDown(New made, Variable latch) {
    return made.body() != null
        && made.body().methods().stream()
            .flatMap((Method method) -> method.body().stream())
            .anyMatch(code -> countsDown(code, latch));
  }

  private static boolean countsDown(Node code, Variable latch) {
    var found = new AtomicBoolean();
    code.forEach(node -> {
      if (node instanceof Call call
          && call.methodName().equals("countDown")
          && call.receiver() instanceof Local(_, Variable counted)
          && counted == latch) {
        found.set(true);
      }
    });
    return found.get();
  }

  /** What a task waits for itself, or whose answer it is called with. */
  private Optional<String> source(Node task) {
    var inside = work.waitOf((Expression) task);
    if (inside.isPresent()) {
      return inside
          .filter(found -> !found.isLimited() && isNear(found))
          .map(found -> "a task with " + found.what());
    }
    return users(task).stream().flatMap(call -> answer(call).stream()).findFirst();
  }

  /** What a task comes to through many methods is seldom what it is for. */
  private static boolean isNear(Work.Found found) {
    return found.of().via().size() <= DEEPEST;
  }

  /** The calls that get a task, or the variable that holds it. */
  private List<Call> users(Node task) {
    return switch (outline.around(task).orElse(null)) {
      case Call call -> List.of(call);
      case Statement.Declare declared -> definitions.handedTo(declared.variable());
      case null, default -> List.of();
    };
  }

  private Optional<String> answer(Call call) {
    FutureOrigin origin = RemoteCalls.of(call, program, definitions);
    FutureOrigin known =
        origin.kind() == FutureOrigin.Kind.UNKNOWN ? RemoteCalls.byName(call) : origin;
    return known.kind() == FutureOrigin.Kind.REMOTE || DistantNames.answersByCallback(call)
        ? Optional.of(call.method().toString())
        : Optional.empty();
  }
}
