package dev.meanwhile.check.rule;

import dev.meanwhile.check.dependence.Repetition;
import dev.meanwhile.check.dependence.Rounds;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Later;
import dev.meanwhile.check.waits.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wait that a loop has for each element.
 *
 * @param call the call; null if the loop only names the method
 */
record LoopWait(Span at, MethodId method, @Nullable Call call, Wait waiting) {

  /** The remote waits of a loop without those of loops inside it. */
  static List<LoopWait> in(Repetition loop, Analysis analysis) {
    var found = new ArrayList<LoopWait>();
    new Search(analysis, found).start(loop.body());
    return found;
  }

  String name() {
    return method.name();
  }

  boolean isRead() {
    return waiting.effect().isRead();
  }

  boolean isGivenBy(Rounds rounds) {
    return call != null && rounds.give(call);
  }

  private record Search(Analysis analysis, List<LoopWait> found) {
    void start(Node body) {
      switch (body) {
        case MethodReference reference -> add(reference);
        case Expression.Lambda lambda -> look(lambda.body());
        default -> look(body);
      }
    }

    private void look(Node node) {
      switch (node) {
        case Statement.ForEach inner -> look(inner.elements());
        case Statement.Loop _ -> {}
        case Statement.Block block when endsInFailure(block) -> {} // of one element at most
        case Expression.Lambda _ -> {}
        case Call call -> {
          analysis.waits().of(call).ifPresent(wait -> add(call, wait));
          if (!Later.isKept(call)) {
            call.parts().forEach(this::look);
          }
        }
        default -> node.parts().forEach(this::look);
      }
    }

    private static boolean endsInFailure(Statement.Block block) {
      return !block.statements().isEmpty()
          && block.statements().getLast() instanceof Statement.Throw;
    }

    private void add(Call call, Wait wait) {
      if (wait.isRemote()) {
        found.add(new LoopWait(call.name(), call.method(), call, wait));
      }
    }

    private void add(MethodReference reference) {
      Optional<Wait> wait = analysis.waits().of(reference);
      if (wait.isPresent() && wait.get().isRemote()) {
        found.add(new LoopWait(reference.at(), reference.method(), null, wait.get()));
      }
    }
  }
}
