package dev.meanwhile.check.flow;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.List;

/** The waits in a method that nothing ends if the other side never answers. */
public final class OpenWaits {
  /**
   * A wait without a limit.
   *
   * @param call what waits: {@code CompletableFuture.join}
   * @param source what it waits for
   * @param advice how to limit it
   */
  public record OpenWait(
      Span at, String call, String source, String advice, Confidence confidence) {}

  private final Method method;
  private final Outline outline;
  private final FutureWaits futures;
  private final ClientWaits clients;
  private final UnlimitedClients unlimited;
  private final LatchWaits latches;
  private final Waits waits;
  private final List<OpenWait> found = new ArrayList<>();

  private OpenWaits(Method method, Program program, Waits waits, Origins origins) {
    this.method = method;
    Statement.Block body = method.body().orElseThrow();
    var definitions = new Definitions(body);
    this.outline = new Outline(body);
    this.futures = new FutureWaits(method, program, waits, origins, definitions, outline);
    this.clients = new ClientWaits(body, program, definitions, outline, method);
    this.unlimited = new UnlimitedClients(origins, method);
    this.waits = waits;
    this.latches = new LatchWaits(body, program, waits, definitions, outline);
  }

  /** The waits of a method that have no limit: of its calls, then of its method references. */
  public static List<OpenWait> in(Method method, Program program, Waits waits, Origins origins) {
    List<Call> calls =
        method.all(Call.class).stream().filter(call -> mayWait(call, waits)).toList();
    List<MethodReference> references =
        method.all(MethodReference.class).stream().filter(FutureWaits::mayWait).toList();
    if (calls.isEmpty() && references.isEmpty()) {
      return List.of();
    }
    var open = new OpenWaits(method, program, waits, origins);
    calls.forEach(open::judge);
    references.forEach(open::judge);
    return open.found;
  }

  private static boolean mayWait(Call call, Waits waits) {
    return FutureWaits.mayWait(call)
        || ClientWaits.mayWait(call)
        || UnlimitedClients.mayWait(call, waits);
  }

  private void judge(Call call) {
    if (Limits.surround(call, method, outline)) {
      return;
    }
    futures.of(call).ifPresent(found::add);
    clients.of(call).ifPresent(found::add);
    if (UnlimitedClients.mayWait(call, waits)) {
      unlimited.of(call).ifPresent(found::add);
    }
    latches.of(call).ifPresent(found::add);
  }

  private void judge(MethodReference reference) {
    if (!Limits.surround(reference, method, outline)) {
      futures.of(reference).ifPresent(found::add);
    }
  }
}
