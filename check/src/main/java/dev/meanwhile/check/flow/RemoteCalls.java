package dev.meanwhile.check.flow;

import dev.meanwhile.check.flow.FutureOrigin.Kind;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import org.jspecify.annotations.Nullable;

/** Which calls that return a future ask over the network. */
final class RemoteCalls {
  private RemoteCalls() {}

  /** By the type of the library. */
  static FutureOrigin of(Call call, Program program, Definitions definitions) {
    for (Call part : Chains.calls(call)) {
      if (FutureCalls.limits(part)) {
        return FutureOrigin.of(Kind.LIMITED);
      }
    }
    Expression receiver = call.receiver();
    Kind kind = kind(call.method().owner(), program);
    if (kind == Kind.UNKNOWN && receiver != null) {
      kind = kind(receiver.type().name(), program);
    }
    if (kind == Kind.UNKNOWN && receiver instanceof Call) {
      kind = kind(Chains.root(receiver).type().name(), program);
    }
    if (kind == Kind.UNKNOWN && isAsyncInvoker(receiver)) {
      kind = Kind.REMOTE;
    }
    if (kind == Kind.REMOTE && call.methodName().equals("sendAsync")) {
      return request(call, program, definitions);
    }
    return new FutureOrigin(kind, name(call), call.method().basis());
  }

  /** {@code target.request().async()} of JAX-RS, where the library is missing. */
  private static boolean isAsyncInvoker(@Nullable Expression receiver) {
    return receiver instanceof Call async
        && async.methodName().equals("async")
        && async.arguments().isEmpty()
        && Chains.calls(async).stream().anyMatch(step -> step.methodName().equals("request"));
  }

  /** The call for people: without its class, if that is not known. */
  static String name(Call call) {
    return call.method().owner().isEmpty() ? call.methodName() : call.method().toString();
  }

  private static FutureOrigin request(Call call, Program program, Definitions definitions) {
    return switch (new RequestLimits(program, definitions).of(call.arguments().getFirst())) {
      case LIMITED -> FutureOrigin.of(Kind.LIMITED);
      case UNLIMITED ->
          new FutureOrigin(Kind.REMOTE, call.method().toString(), call.method().basis());
      case UNKNOWN -> FutureOrigin.UNKNOWN;
    };
  }

  private static Kind kind(String type, Program program) {
    Kind own = RemoteNames.ofType(type);
    if (own != Kind.UNKNOWN) {
      return own;
    }
    for (String above : program.allSupertypes(type)) {
      Kind inherited = RemoteNames.ofType(above);
      if (inherited != Kind.UNKNOWN) {
        return inherited;
      }
    }
    return Kind.UNKNOWN;
  }

  /** By the names of the project's own types, that of the class which does it too. */
  static FutureOrigin byName(Call call, Method target) {
    FutureOrigin own = byName(call);
    return own.kind() == Kind.UNKNOWN && RemoteNames.isRemote(target.owner().simpleName())
        ? new FutureOrigin(Kind.REMOTE, target.toString(), Basis.DECLARED)
        : own;
  }

  /** By the names of classes that the tree has not, if nothing else tells. */
  static FutureOrigin beside(Call call, Program program) {
    FutureOrigin own = byName(call);
    return own.kind() == Kind.UNKNOWN && DistantNames.has(call, program) ? distant(call) : own;
  }

  /** What only names say of a call. */
  static FutureOrigin distant(Call call) {
    return new FutureOrigin(Kind.DISTANT, name(call), Basis.DECLARED);
  }

  /** By the names of the project's own types. */
  static FutureOrigin byName(Call call) {
    return RemoteNames.isRemoteMethod(call.methodName())
            || (isOfRemote(call) && !DistantNames.beginsOrEnds(call.methodName()))
        ? new FutureOrigin(Kind.REMOTE, name(call), Basis.DECLARED)
        : FutureOrigin.UNKNOWN;
  }

  private static boolean isOfRemote(Call call) {
    Expression receiver = call.receiver();
    return RemoteNames.isRemote(call.method().ownerName())
        || (receiver != null && RemoteNames.isRemote(receiver.type().simpleName()));
  }
}
