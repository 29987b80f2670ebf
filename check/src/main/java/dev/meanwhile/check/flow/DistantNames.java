package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classes beside the tree that keep on other machines what they answer with futures, by their
 * names: {@code quotas.getQuota(id)} of {@code QuotaResources}.
 */
final class DistantNames {
  private static final Set<String> KEEPERS =
      Set.of("resources", "registry", "repository", "dao", "admin", "election");
  private static final Set<String> KEEPING_PAIRS =
      Set.of(
          "metadata store",
          "metadata cache",
          "lock manager",
          "lock service",
          "resource lock",
          "distributed lock");

  /** Last words of the names of types of which a method must say that it is asynchronous. */
  private static final Set<String> SERVICES = Set.of("service", "services");

  /** First words of methods that begin or end an object. */
  private static final Set<String> LIFE =
      Set.of("close", "stop", "shutdown", "start", "init", "initialize", "destroy");

  /** First words of methods that do what they are given in this process. */
  private static final Set<String> WORK =
      Set.of("run", "execute", "submit", "fork", "flush", "await");

  private DistantNames() {}

  /** Whether a method begins or ends its object, or is a part of a tool that somebody watches. */
  static boolean isOfLife(Method method) {
    return method.name().equals("<init>")
        || beginsOrEnds(method.name())
        || method.owner().methods().stream().anyMatch(each -> each.name().equals("main"));
  }

  /** {@code start}, {@code closeAsync}, {@code asyncClose}. */
  static boolean beginsOrEnds(String methodName) {
    return Verbs.words(methodName).stream().limit(2).anyMatch(LIFE::contains);
  }

  /** Whether a call of a class that the tree has not asks another machine, by its names. */
  static boolean has(Call call, Program program) {
    List<String> does = Verbs.words(call.methodName());
    if (does.isEmpty()
        || beginsOrEnds(call.methodName())
        || WORK.contains(does.getFirst())
        || !program.targets(call.method()).isEmpty()) {
      return false;
    }
    List<String> words = Verbs.words(typeOf(call.receiver(), program));
    return isKeeper(words)
        || (does.contains("async") && !words.isEmpty() && SERVICES.contains(words.getLast()))
        || isOfClient(call, program);
  }

  /** {@code client.topics().createAsync(name)}: nothing is known of what the client hands out. */
  private static boolean isOfClient(Call call, Program program) {
    return call.receiver() instanceof Call part
        && !part.type().isKnown()
        && RemoteNames.isRemote(typeOf(Chains.root(part), program));
  }

  /** {@code ledgers.asyncOpen(id, callback)}: what has a callback has no result to wait for. */
  static boolean answersByCallback(Call call) {
    return Verbs.words(call.methodName()).contains("async")
        && !FutureCalls.starts(call)
        && !FutureCalls.isStage(call)
        && !call.method().owner().startsWith("java.");
  }

  private static boolean isKeeper(List<String> words) {
    return words.stream().anyMatch(KEEPERS::contains)
        || IntStream.range(1, words.size())
            .mapToObj(at -> words.get(at - 1) + " " + words.get(at))
            .anyMatch(KEEPING_PAIRS::contains);
  }

  /** The simple name of the type of an object; that of the object if its type is not known. */
  private static String typeOf(@Nullable Expression object, Program program) {
    if (object == null) {
      return "";
    }
    if (!object.type().isKnown()) {
      return nameOf(object.withoutCast());
    }
    boolean isOfLibrary =
        object.type().basis() == Basis.ATTRIBUTED && program.type(object.type().name()).isEmpty();
    return isOfLibrary ? "" : object.type().simpleName();
  }

  private static String nameOf(Expression object) {
    return switch (object) {
      case Call call when call.arguments().isEmpty() -> call.methodName();
      case Field field -> field.name();
      case Local local -> local.variable().name();
      default -> "";
    };
  }
}
