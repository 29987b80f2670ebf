package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Definitions;
import dev.meanwhile.check.flow.Work;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A wait on a thread of the common pool, of which the whole process has one per core. */
public final class BlockingInCommonPool implements Rule {
  private static final Set<String> STARTS = Set.of("supplyAsync", "runAsync");
  private static final Set<String> STAGES =
      Set.of(
          "thenApplyAsync",
          "thenAcceptAsync",
          "thenRunAsync",
          "thenComposeAsync",
          "handleAsync",
          "whenCompleteAsync",
          "exceptionallyAsync");

  @Override
  public String id() {
    return "blocking-in-common-pool";
  }

  @Override
  public String title() {
    return "A wait on a thread of the common pool";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    List<Call> calls =
        method.all(Call.class).stream().filter(BlockingInCommonPool::isOnIt).toList();
    if (calls.isEmpty()) {
      return;
    }
    var definitions = new Definitions(method.body().orElseThrow());
    var work = new Work(analysis.program(), analysis.waits(), definitions);
    for (Call call : calls) {
      for (Expression task : call.arguments()) {
        work.waitOf(task).ifPresent(found -> sink.accept(finding(method, call, task, found)));
      }
    }
  }

  private static boolean isOnIt(Call call) {
    return isStage(call) || isParallel(call) || isByHand(call);
  }

  /** A stage without an executor of its own. */
  private static boolean isStage(Call call) {
    if (call.arguments().size() != 1) {
      return false;
    }
    return STARTS.contains(call.methodName())
        ? call.method().owner().endsWith("CompletableFuture")
        : STAGES.contains(call.methodName())
            && (call.method().ownerName().equals("CompletableFuture")
                || call.method().ownerName().equals("CompletionStage"));
  }

  /** {@code ForkJoinPool.commonPool().execute(…)}. */
  private static boolean isByHand(Call call) {
    return call.receiver() instanceof Call pool
        && pool.methodName().equals("commonPool")
        && pool.method().ownerName().equals("ForkJoinPool");
  }

  /** A step of a parallel stream. */
  private static boolean isParallel(Call call) {
    if (call.receiver() == null || call.arguments().isEmpty()) {
      return false;
    }
    for (Call part : Chains.calls(call.receiver())) {
      String name = part.methodName();
      if (name.equals("sequential")) {
        return false;
      }
      if (name.equals("parallelStream") || (name.equals("parallel") && isStream(part))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStream(Call call) {
    return call.method().owner().startsWith("java.util.stream.");
  }

  private Finding finding(Method method, Call call, Expression task, Work.Found found) {
    boolean isStream = isParallel(call);
    return Found.by(this, method, task.at())
        .says(
            isStream
                ? "the parallel stream waits on the threads of the common pool"
                : call.methodName()
                    + (isByHand(call) ? "" : " without an executor")
                    + " waits on a thread of the common pool")
        .because(found.what() + " waits for " + found.of().kind().label())
        .because("the whole process shares that pool, and it has about one thread per core")
        .advises(
            isStream
                ? "map the elements with a limit: map(elements, atMost(8), element -> …)"
                : "fork it on a virtual thread, or give it an executor of its own")
        .confidence(
            found.of().entry().isPresent() && found.of().basis().isSure()
                ? Confidence.CERTAIN
                : Confidence.LIKELY)
        .finding();
  }
}
