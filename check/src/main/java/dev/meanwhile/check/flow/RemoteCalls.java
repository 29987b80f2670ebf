package dev.meanwhile.check.flow;

import dev.meanwhile.check.flow.Origin.Kind;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;

/** Which calls that return a future ask over the network. */
final class RemoteCalls {
  private RemoteCalls() {}

  /** By the type of the library. */
  static Origin of(Call call, Program program, Definitions definitions) {
    for (Call part : Chains.calls(call)) {
      if (FutureCalls.limits(part)) {
        return Origin.of(Kind.LIMITED);
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
    if (kind == Kind.REMOTE && call.methodName().equals("sendAsync")) {
      return request(call, program, definitions);
    }
    return new Origin(kind, call.method().toString(), call.method().basis());
  }

  private static Origin request(Call call, Program program, Definitions definitions) {
    return switch (new RequestLimits(program, definitions).of(call.arguments().getFirst())) {
      case LIMITED -> Origin.of(Kind.LIMITED);
      case UNLIMITED -> new Origin(Kind.REMOTE, call.method().toString(), call.method().basis());
      case UNKNOWN -> Origin.UNKNOWN;
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

  /** By the names of the project's own types. */
  static Origin byName(Call call) {
    Expression receiver = call.receiver();
    boolean isRemote =
        RemoteNames.isRemoteMethod(call.methodName())
            || RemoteNames.isRemote(call.method().ownerName())
            || (receiver != null && RemoteNames.isRemote(receiver.type().simpleName()));
    return isRemote
        ? new Origin(Kind.REMOTE, call.method().toString(), Basis.DECLARED)
        : Origin.UNKNOWN;
  }
}
