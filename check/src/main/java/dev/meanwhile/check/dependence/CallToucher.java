package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.CatalogueEntry;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Contexts;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Wait;
import java.util.List;
import java.util.Optional;

/** Notes what calls, assignments and names touch. */
final class CallToucher {
  private final Toucher toucher;
  private final Aliases aliases;

  CallToucher(Toucher toucher, Aliases aliases) {
    this.toucher = toucher;
    this.aliases = aliases;
  }

  void lookAt(Expression.Local local, Touches touches) {
    touches.read(local.variable());
    if (!Aliases.isValue(local.type())) {
      touches.look(part(local.variable(), Part.ALL));
    }
  }

  void lookAt(Expression.Field field, Toucher.Walk walk) {
    Expression object = field.object();
    if (object == null
        || object instanceof Expression.This
        || object instanceof Expression.TypeName) {
      walk.touches().look(part(field));
      return;
    }
    if (object instanceof Expression.Local local) {
      walk.touches().read(local.variable());
      walk.touches().look(part(local.variable(), field.name()));
    } else {
      walk.visit(object, true);
    }
  }

  void visit(Expression.Assignment assignment, Toucher.Walk walk) {
    Touches touches = walk.touches();
    walk.visit(assignment.value(), true);
    switch (assignment.target()) {
      case Expression.Local local -> {
        touches.write(local.variable());
        if (assignment.readsTarget()) {
          touches.read(local.variable());
        }
      }
      case Expression.Field field -> {
        Expression object = field.object();
        if (object instanceof Expression.Local local) {
          touches.read(local.variable());
          touches.change(part(local.variable(), field.name()));
        } else {
          touches.change(part(field));
        }
      }
      case Expression.Element element -> {
        walk.visit(element.index(), true);
        change(element.array(), Part.ALL, touches);
      }
      default -> walk.visit(assignment.target(), true);
    }
  }

  void visit(Call call, boolean isUsed, Toucher.Walk walk) {
    Optional<Wait> wait = toucher.waits().of(call);
    List<Method> targets = toucher.footprints().targets(call);
    visitReceiver(call, walk);
    walk.visitArguments(call);
    Touches touches = walk.touches();
    if (wait.isPresent()) {
      addWait(call, isUsed, wait.get(), touches);
    }
    if (!targets.isEmpty()) {
      targets.forEach(target -> addTarget(call, isUsed, target, touches));
    } else if (wait.isEmpty()) {
      addNature(call, isUsed, touches);
    }
  }

  /** A getter looks at one property, any other call at the whole object. */
  private void visitReceiver(Call call, Toucher.Walk walk) {
    if (call.receiver() instanceof Expression.Local local && !Aliases.isValue(local.type())) {
      walk.touches().read(local.variable());
      String property = isAccessor(call) ? property(call.methodName()) : Part.ALL;
      if (!isSetter(call)) {
        walk.touches().look(part(local.variable(), property));
      }
    } else if (call.receiver() != null) {
      walk.visit(call.receiver(), true);
    }
  }

  private static boolean isAccessor(Call call) {
    return call.arguments().isEmpty();
  }

  private static boolean isSetter(Call call) {
    return call.methodName().startsWith("set") && call.arguments().size() == 1;
  }

  /** {@code name} for {@code getName}, {@code setName}, {@code isName} and {@code name}. */
  private static String property(String method) {
    String bare = method.replaceFirst("^(get|set|is)(?=[A-Z])", "");
    return bare.isEmpty() ? Part.ALL : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  private void addWait(Call call, boolean isUsed, Wait wait, Touches touches) {
    boolean isHarmless =
        wait.isRemote() ? wait.effect().isRead() : wait.effect().kind() != Effect.Kind.WRITE;
    if (!isHarmless) {
      touches.affect();
    }
    boolean isConfined = wait.entry().map(CatalogueEntry::isConfined).orElse(false);
    if (isConfined && call.receiver() != null) {
      change(call.receiver(), Part.ALL, touches);
    }
    if (Toucher.isGuard(call, isUsed, Optional.of(wait))) {
      touches.leave();
    }
  }

  private void addTarget(Call call, boolean isUsed, Method target, Touches touches) {
    if (Contexts.isAsynchronous(target)) {
      touches.affect();
      return;
    }
    Footprint footprint = toucher.footprints().of(target);
    footprint.looks().forEach(touches::look);
    footprint.changes().forEach(touches::change);
    footprint.changedParameters().stream()
        .filter(i -> i < call.arguments().size())
        .forEach(i -> change(call.arguments().get(i), Part.ALL, touches));
    if (!footprint.changes().isEmpty() && call.receiver() != null) {
      change(call.receiver(), isSetter(call) ? property(call.methodName()) : Part.ALL, touches);
    }
    if (footprint.hasEffect()) {
      touches.affect();
    }
    if (footprint.refuses() && !isUsed) {
      touches.leave();
    }
    if (footprint.bindsThread()) {
      toucher.bindThread();
    }
  }

  private void addNature(Call call, boolean isUsed, Touches touches) {
    switch (CallNature.of(call, isUsed, aliases.isMadeHere(Chains.root(call)))) {
      case PURE -> {}
      case CHANGES_RECEIVER -> {
        if (call.receiver() != null) {
          change(call.receiver(), isSetter(call) ? property(call.methodName()) : Part.ALL, touches);
        }
      }
      case CHANGES_ARGUMENTS ->
          call.arguments().forEach(argument -> change(argument, Part.ALL, touches));
      case GUARD -> touches.leave();
      case LOCKS -> touches.affect();
      case BINDS_THREAD -> {
        toucher.bindThread();
        touches.affect();
      }
      case EFFECT -> {
        touches.affect();
        call.arguments().forEach(argument -> change(argument, Part.ALL, touches));
      }
    }
  }

  private void change(Expression object, String property, Touches touches) {
    switch (Chains.root(object)) {
      case Expression.Local local when !Aliases.isValue(local.type()) ->
          touches.change(
              part(local.variable(), object instanceof Expression.Local ? property : Part.ALL));
      case Expression.Field field -> changeField(field, touches);
      case Expression.Element element -> change(element.array(), Part.ALL, touches);
      default -> {}
    }
  }

  private void changeField(Expression.Field field, Touches touches) {
    if (field.object() instanceof Expression.Local local) {
      touches.change(part(local.variable(), field.name()));
    } else {
      touches.change(part(field));
    }
  }

  private Part part(Variable variable, String property) {
    return new Part(aliases.find(variable), property);
  }

  private static Part part(Expression.Field field) {
    return new Part(field.owner() + "." + field.name(), Part.ALL);
  }
}
