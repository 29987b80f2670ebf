package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.ForEach;
import dev.meanwhile.check.model.Statement.Loop;
import dev.meanwhile.check.waits.Waits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tasks that compute for long and never wait. */
public final class Computation {
  /** Methods of libraries that take milliseconds of a core for one call. */
  private static final Map<String, Set<String>> HEAVY =
      Map.of(
          "javax.crypto.SecretKeyFactory", Set.of("generateSecret"),
          "java.security.KeyPairGenerator", Set.of("generateKeyPair", "genKeyPair"),
          "java.math.BigInteger", Set.of("probablePrime", "modPow"),
          "javax.imageio.ImageIO", Set.of("read", "write"),
          "org.mindrot.jbcrypt.BCrypt", Set.of("hashpw", "checkpw"));

  private Computation() {}

  /** What a task computes, if it does so for long and nothing in it waits. */
  public static Optional<String> in(Expression task, Program program, Waits waits) {
    Optional<Block> body = body(task, program);
    if (body.isEmpty() || !isSilent(body.get(), waits)) {
      return Optional.empty();
    }
    Block code = body.get();
    if (Code.has(code, node -> isLoop(node) && nests(node))) {
      return Optional.of("loops within loops, and no wait");
    }
    return Code.has(code, Computation::isHeavy)
        ? Optional.of("a costly function, and no wait")
        : Optional.empty();
  }

  private static Optional<Block> body(Expression task, Program program) {
    return switch (task.withoutCast()) {
      case Lambda lambda -> through(lambda.body(), program);
      case MethodReference reference -> only(program.targets(reference.method()));
      default -> Optional.empty();
    };
  }

  /** The body of the method that a lambda does nothing but call. */
  private static Optional<Block> through(Block body, Program program) {
    if (body.statements().size() == 1
        && body.statements().getFirst().parts().size() == 1
        && body.statements().getFirst().parts().getFirst() instanceof Call call) {
      Optional<Block> called = only(program.targets(call.method()));
      return called.isPresent() ? called : Optional.of(body);
    }
    return Optional.of(body);
  }

  private static Optional<Block> only(List<Method> targets) {
    return targets.size() == 1 ? targets.getFirst().body() : Optional.empty();
  }

  /** No wait, and no call of which nothing is known. */
  private static boolean isSilent(Block code, Waits waits) {
    return !Code.has(
        code,
        node ->
            node instanceof Call call
                && (waits.of(call).isPresent() || !call.method().isResolved()));
  }

  private static boolean isLoop(Node node) {
    return node instanceof Loop || node instanceof ForEach;
  }

  private static boolean nests(Node loop) {
    return loop.parts().stream()
        .anyMatch(part ->
            Code.hasHere(part, Computation::isLoop)
                && Code.hasHere(part, Computation::isArithmetic));
  }

  private static boolean isArithmetic(Node node) {
    return node instanceof Expression.Operation operation
        && Set.of("*", "/", "%", "^", "<<", ">>>").contains(operation.operator());
  }

  private static boolean isHeavy(Node node) {
    return node instanceof Call call
        && HEAVY.getOrDefault(call.method().owner(), Set.of()).contains(call.methodName());
  }
}
