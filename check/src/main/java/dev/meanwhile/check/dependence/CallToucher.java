package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.CatalogueEntry;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Contexts;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.TransportNames;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes what calls, assignments and names touch. */
final class CallToucher {
  private static final List<String> ACCESSORS = List.of("get", "set", "is");

  private final Toucher toucher;
  private final Aliases aliases;

  CallToucher(Toucher toucher, Aliases aliases) {
    this.toucher = toucher;
    this.aliases = aliases;
  }

  void lookAt(Expression.Local local, Touches touches) {
    touches.read(local.variable());
    if (!Aliases.isValue(local.type())) {
      look(local.variable(), Part.ALL, touches);
    }
  }

  void lookAt(Expression.Field field, Toucher.Walk walk) {
    Expression object = field.object();
    if (object == null
        || object instanceof Expression.This
        || object instanceof Expression.TypeName) {
      walk.touches().look(Part.of(field));
      return;
    }
    if (object instanceof Expression.Local local) {
      walk.touches().read(local.variable());
      look(local.variable(), field.name(), walk.touches());
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
          touches.change(Part.of(field));
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
    if (wait.isPresent() && !(walk.isInHandler() && isPause(wait.get()))) {
      addWait(call, isUsed, wait.get(), touches);
    }
    if (!targets.isEmpty() && !isUsed && wait.isEmpty() && CallNature.isObserved(call)) {
      return; // its books are its own affair
    }
    if (!targets.isEmpty()) {
      boolean isTransport = wait.isPresent() && isTransport(call, wait.get());
      targets.forEach(target -> addTarget(call, isUsed, isTransport, target, touches));
    } else if (wait.isEmpty() && !(walk.isInHandler() && CallNature.isRenewal(call))) {
      addNature(call, isUsed, touches);
    }
  }

  /** Before something is tried again, that is no effect. */
  private static boolean isPause(Wait wait) {
    return wait.entry().isPresent() && wait.kind() == WaitKind.SLEEP;
  }

  /** A getter looks at one property, any other call at the whole object. */
  private void visitReceiver(Call call, Toucher.Walk walk) {
    if (call.receiver() instanceof Expression.Local local && !Aliases.isValue(local.type())) {
      walk.touches().read(local.variable());
      String property = isAccessor(call) ? property(call.methodName()) : Part.ALL;
      if (!isSetter(call)) {
        look(local.variable(), property, walk.touches());
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
    String bare = method;
    for (String prefix : ACCESSORS) {
      if (method.startsWith(prefix) && startsWithCapital(method, prefix.length())) {
        bare = method.substring(prefix.length());
      }
    }
    return bare.isEmpty() ? Part.ALL : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  private static boolean startsWithCapital(String name, int at) {
    return at < name.length() && 'A' <= name.charAt(at) && name.charAt(at) <= 'Z';
  }

  private void addWait(Call call, boolean isUsed, Wait wait, Touches touches) {
    touches.does(
        switch (wait.effect().kind()) {
          case READ -> Deed.NONE;
          case UNKNOWN -> wait.isRemote() ? Deed.UNKNOWN : Deed.NONE;
          case WRITE -> Deed.EFFECT;
        });
    boolean isConfined = wait.entry().map(CatalogueEntry::isConfined).orElse(false);
    if (isConfined && call.receiver() != null) {
      change(call.receiver(), Part.ALL, touches);
    }
    call.arguments().stream()
        .filter(argument -> toucher.waits().isConfined(argument.type()))
        .forEach(argument -> change(argument, Part.ALL, touches));
    if (Toucher.isGuard(call, isUsed, Optional.of(wait))) {
      touches.leave();
    }
  }

  /** {@code client.invokeSync(request)}: the channels and tables of a client are its own affair. */
  private static boolean isTransport(Call call, Wait wait) {
    return wait.kinds().contains(WaitKind.RPC) && TransportNames.has(call.methodName());
  }

  private void addTarget(
      Call call, boolean isUsed, boolean isTransport, Method target, Touches touches) {
    if (Contexts.isAsynchronous(target)) {
      touches.does(Deed.EFFECT);
      return;
    }
    Footprint footprint = toucher.footprints().of(target);
    footprint.changedParameters().stream()
        .filter(i -> i < call.arguments().size())
        .forEach(i -> change(call.arguments().get(i), Part.ALL, touches));
    if (!isTransport) {
      addShared(footprint, call, target, touches);
      touches.does(deed(footprint, target, isUsed));
    }
    if (footprint.refuses() && !isUsed) {
      touches.leave();
    }
    if (footprint.remembers() && !isTransport && isOnShared(call.receiver())) {
      touches.remember();
    }
    toucher.tie(footprint.tieOfCaller());
  }

  /** All that a method changes but for what a bean of all threads keeps to each of them. */
  private Set<Part> changes(Footprint footprint, Method target, Call call) {
    if (footprint.changes().isEmpty() || !Contexts.isOfSharedBean(target, call)) {
      return footprint.changes();
    }
    String owner = target.owner().name();
    var changes = new HashSet<>(footprint.changes());
    target.owner().fields().stream()
        .filter(field -> toucher.waits().isConfined(field.type()))
        .map(field -> new Part(new Part.FieldOf(owner, field.name(), false), Part.ALL))
        .forEach(changes::remove);
    return changes;
  }

  private static boolean isOnShared(@Nullable Expression receiver) {
    return receiver == null
        || receiver instanceof Expression.This
        || receiver instanceof Expression.Field
        || receiver instanceof Expression.TypeName;
  }

  private void addShared(Footprint footprint, Call call, Method target, Touches touches) {
    boolean isOnOwn = isOnOwn(call);
    boolean isAskedByAll = isAskedByAll(call, target);
    Set<Part> changes = changes(footprint, target, call);
    addShared(footprint.looks(), isOnOwn, target, touches.looks());
    addShared(changes, isOnOwn || isAskedByAll, target, touches.changes());
    boolean isNew = isAskedByAll || isAnswer(call.receiver()) || isOfNewBuilder(call.receiver());
    if (!isNew && changes.stream().anyMatch(part -> !part.isOfClass()) && call.receiver() != null) {
      change(call.receiver(), isSetter(call) ? property(call.methodName()) : Part.ALL, touches);
    }
  }

  /** What a bean writes down while all threads ask it at once is its own concern. */
  private boolean isAskedByAll(Call call, Method target) {
    return Contexts.isOfSharedBean(target, call)
        && toucher.waits().of(call).filter(Wait::isRemoteRead).isPresent();
  }

  private boolean isOnOwn(Call call) {
    return switch (call.receiver()) {
      case Expression.Local local -> !aliases.isForeign(local.variable());
      case Expression.New _ -> true;
      case Call made -> isBuilder(made) || givesOwn(made);
      case null, default -> false;
    };
  }

  /** {@code page.toBuilder().title(…)}: the page stays as it is. */
  private static boolean isOfNewBuilder(@Nullable Expression object) {
    return object instanceof Call made
        && isBuilder(made)
        && !(Chains.root(made) instanceof Expression.Local local
            && local.type().simpleName().endsWith("Builder"));
  }

  /** Who gives a builder away has made it for that. */
  private static boolean isBuilder(Call made) {
    return made.type().simpleName().endsWith("Builder");
  }

  /**
   * {@code Parameters.init().set(…)}: methods that give what they make, or what they are called on.
   */
  private boolean givesOwn(Call made) {
    List<Method> targets = toucher.footprints().targets(made);
    return !targets.isEmpty()
        && targets.stream()
            .flatMap(target -> target.all(Statement.Return.class).stream())
            .allMatch(returned ->
                returned.value() instanceof Expression.New
                    || (returned.value() instanceof Expression.This && isOnOwn(made)));
  }

  /** The fields of an object of this method's own are parts of that object, not of all. */
  private static void addShared(
      Set<Part> parts, boolean isOnOwn, Method target, Set<Part> touched) {
    for (Part part : parts) {
      if (!(isOnOwn && part.isFieldOfEach(target.owner().name()))) {
        touched.add(part);
      }
    }
  }

  /** Who only asks may keep books about it: what nobody knows is not taken for an effect there. */
  private static Deed deed(Footprint footprint, Method target, boolean isUsed) {
    boolean isAsking = isUsed && Verbs.of(target.name()) == Effect.Kind.READ;
    return isAsking && footprint.deed() == Deed.UNKNOWN ? Deed.DOUBTFUL : footprint.deed();
  }

  private void addNature(Call call, boolean isUsed, Touches touches) {
    boolean isAnswer = isAnswer(call.receiver());
    boolean isFresh = isAnswer || aliases.isMadeHere(Chains.root(call));
    if (!isFresh && toucher.footprints().isOpen(call) && CallNature.isChange(call)) {
      touches.does(Deed.EFFECT);
    }
    if (CallNature.changesFile(call) && !isOfOwnFile(call)) {
      touches.does(Deed.EFFECT);
    }
    switch (CallNature.of(call, isUsed, isFresh)) {
      case PURE -> {}
      case CHANGES_RECEIVER -> {
        if (call.receiver() != null && !isAnswer) {
          change(call.receiver(), isSetter(call) ? property(call.methodName()) : Part.ALL, touches);
        }
      }
      case CHANGES_ARGUMENTS -> changeArguments(CallNature.changed(call), touches);
      case GUARD -> touches.leave();
      case LOCKS -> touches.does(Deed.EFFECT);
      case BINDS_THREAD -> {
        toucher.tie(ThreadTie.LASTING);
        touches.does(Deed.EFFECT);
      }
      case SETS_PAGE -> toucher.tie(ThreadTie.PAGE);
      case UNKNOWN -> {
        touches.does(Deed.UNKNOWN);
        changeArguments(call.arguments(), touches);
      }
      case EFFECT -> {
        touches.does(Deed.EFFECT);
        changeArguments(call.arguments(), touches);
      }
    }
  }

  /** {@code var file = new File(folder, name)}: each round of a loop has one of its own. */
  private boolean isOfOwnFile(Call call) {
    return call.arguments().stream()
        .anyMatch(each -> each instanceof Expression.Local && aliases.isMadeHere(each));
  }

  private void changeArguments(List<Expression> arguments, Touches touches) {
    arguments.stream()
        .filter(argument -> !isConstant(argument) && !isAnswer(argument))
        .forEach(argument -> change(argument, Part.ALL, touches));
  }

  /** {@code Events.RETRY}: what has such a name is made once, and stays as it is. */
  private static boolean isConstant(Expression argument) {
    return argument instanceof Expression.Field field
        && (Aliases.isValue(field.type())
            || (field.isStatic()
                && field.name().equals(field.name().toUpperCase(Locale.ROOT))
                && (!field.type().isKnown() || field.type().name().equals(field.owner()))));
  }

  /** Whether an object is what a wait has given, or is got out of that. */
  private boolean isAnswer(@Nullable Expression object) {
    return object != null
        && Chains.calls(object).stream().anyMatch(part -> toucher.waits().of(part).isPresent());
  }

  private void change(Expression object, String property, Touches touches) {
    switch (Chains.root(object)) {
      case Expression.Local local when !Aliases.isValue(local.type()) ->
          change(
              local.variable(), object instanceof Expression.Local ? property : Part.ALL, touches);
      case Expression.Field field -> changeField(field, touches);
      case Expression.Element element -> change(element.array(), Part.ALL, touches);
      default -> {}
    }
  }

  private void changeField(Expression.Field field, Touches touches) {
    if (field.object() instanceof Expression.Local local) {
      touches.change(part(local.variable(), field.name()));
    } else {
      touches.change(Part.of(field));
    }
  }

  /** Whoever looks at an object may see all that it holds. */
  private void look(Variable variable, String property, Touches touches) {
    touches.look(part(variable, property));
    if (aliases.reach(variable).size() > 1) {
      aliases.reach(variable).stream()
          .filter(root -> root != aliases.find(variable))
          .forEach(root -> touches.look(new Part(root, Part.ALL)));
    }
  }

  /** A property is the object's own; whoever changes more may change what it holds. */
  private void change(Variable variable, String property, Touches touches) {
    touches.change(part(variable, property));
    if (property.equals(Part.ALL)) {
      aliases.reach(variable).forEach(root -> touches.change(new Part(root, Part.ALL)));
    }
  }

  private Part part(Variable variable, String property) {
    return new Part(aliases.find(variable), property);
  }
}
