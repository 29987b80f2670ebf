package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Chains that only begin when somebody subscribes to them. */
final class Lazy {
  private static final Set<String> TYPES =
      Set.of(
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux",
          "io.smallrye.mutiny.Uni",
          "io.smallrye.mutiny.Multi",
          "io.reactivex.rxjava3.core.Single",
          "io.reactivex.rxjava3.core.Completable",
          "io.reactivex.rxjava3.core.Maybe",
          "io.reactivex.Single",
          "io.reactivex.Completable",
          "io.reactivex.Maybe");
  private static final Set<String> ANSWERS =
      Set.of("bodyToMono", "bodyToFlux", "toEntity", "toBodilessEntity", "exchangeToMono");
  private static final Set<String> BEGIN =
      Set.of("subscribe", "subscribeWith", "toFuture", "block", "blockOptional", "blockFirst");
  private static final Pattern REPOSITORIES = Pattern.compile("(Reactive|R2dbc)\\w*Repository");

  private Lazy() {}

  static boolean isLazy(JavaType type) {
    return TYPES.contains(type.name());
  }

  /** Whether a call only describes work, by its type, or by what gives it if that is missing. */
  static boolean isNeverBegun(Call call, Program program) {
    return isLazy(call.type())
        || (!call.type().isKnown() && (isRequest(call) || isOfRepository(call, program)));
  }

  private static boolean isRequest(Call call) {
    List<Call> chain = Chains.calls(call);
    return Chains.root(call).type().simpleName().equals("WebClient")
        && chain.stream().anyMatch(step -> ANSWERS.contains(step.methodName()))
        && chain.stream().noneMatch(step -> BEGIN.contains(step.methodName()));
  }

  private static boolean isOfRepository(Call call, Program program) {
    return call.receiver() != null
        && program.allSupertypes(call.receiver().type().name()).stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .anyMatch(name -> REPOSITORIES.matcher(name).matches());
  }
}
