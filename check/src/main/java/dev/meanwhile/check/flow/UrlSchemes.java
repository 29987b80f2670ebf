package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.If;
import dev.meanwhile.check.waits.Verbs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tests around a use of a URL say of its scheme. */
final class UrlSchemes {
  /** What is known of a scheme. */
  enum Scheme {
    /** It is HTTP. */
    HTTP,
    /** It is another one: mostly that of files. */
    OTHER,
    /** Nothing was tested. */
    UNKNOWN
  }

  private static final Set<String> COMPARES =
      Set.of("equals", "equalsIgnoreCase", "startsWith", "startsWithIgnoreCase");
  private static final List<String> OTHERS = List.of("file", "jar", "classpath");

  private final Outline outline;
  private final Definitions definitions;

  UrlSchemes(Outline outline, Definitions definitions) {
    this.outline = outline;
    this.definitions = definitions;
  }

  /** The scheme of the URL that is used here. */
  Scheme at(Node use) {
    Node inner = use;
    for (Node around : outline.allAround(use)) {
      Scheme known =
          switch (around) {
            case If test -> inside(test, inner);
            case Block block -> before(inner, block);
            default -> Scheme.UNKNOWN;
          };
      if (known == Scheme.OTHER || (known == Scheme.HTTP && isOf(around, use))) {
        return known;
      }
      inner = around;
    }
    return Scheme.UNKNOWN;
  }

  private static Scheme inside(If test, Node branch) {
    if (branch == test.then()) {
      return whenTrue(test.condition());
    }
    return branch == test.otherwise() ? whenFalse(test.condition()) : Scheme.UNKNOWN;
  }

  /** Whether it is this URL that is tested, or what is remote in general. */
  private boolean isOf(Node test, Node use) {
    Set<String> tested = test instanceof If branch ? names(branch.condition()) : names(test);
    var used = new HashSet<>(names(use));
    use.forEach(node -> {
      if (node instanceof Local local) {
        definitions.values(local.variable()).forEach(value -> used.addAll(names(value)));
      }
    });
    return tested.stream().anyMatch(name -> used.contains(name) || isRemote(name));
  }

  private static Set<String> names(Node code) {
    var names = new HashSet<String>();
    code.forEach(node -> {
      switch (node) {
        case Local local -> names.add(local.variable().name());
        case Field field -> names.add(field.name());
        default -> {}
      }
    });
    return names;
  }

  /** {@code if (url.startsWith("http")) return fetch(url);} leaves the others. */
  private static Scheme before(Node use, Block block) {
    for (Node each : block.parts()) {
      if (each == use) {
        return Scheme.UNKNOWN;
      }
      if (each instanceof If test && test.otherwise() == null && ends(test.then())) {
        Scheme left = whenFalse(test.condition());
        if (left != Scheme.UNKNOWN) {
          return left;
        }
      }
    }
    return Scheme.UNKNOWN;
  }

  private static boolean ends(Statement statement) {
    return switch (statement) {
      case Block block when !block.statements().isEmpty() -> ends(block.statements().getLast());
      case Statement.Return _, Statement.Throw _ -> true;
      default -> false;
    };
  }

  private static Scheme whenTrue(Expression condition) {
    return switch (condition) {
      case Operation not when not.operator().equals("!") -> whenFalse(not.operands().getFirst());
      case Operation and when and.operator().equals("&&") ->
          any(and.operands().stream().map(UrlSchemes::whenTrue).toList());
      case Operation or when or.operator().equals("||") ->
          common(or.operands().stream().map(UrlSchemes::whenTrue).toList());
      default -> tested(condition);
    };
  }

  private static Scheme whenFalse(Expression condition) {
    return switch (condition) {
      case Operation not when not.operator().equals("!") -> whenTrue(not.operands().getFirst());
      case Operation or when or.operator().equals("||") ->
          any(or.operands().stream().map(UrlSchemes::whenFalse).toList());
      case Operation and when and.operator().equals("&&") ->
          common(and.operands().stream().map(UrlSchemes::whenFalse).toList());
      default -> tested(condition) == Scheme.HTTP ? Scheme.OTHER : Scheme.UNKNOWN;
    };
  }

  private static Scheme any(List<Scheme> schemes) {
    return schemes.stream()
        .filter(each -> each != Scheme.UNKNOWN)
        .findFirst()
        .orElse(Scheme.UNKNOWN);
  }

  private static Scheme common(List<Scheme> schemes) {
    return schemes.stream().distinct().count() == 1 ? schemes.getFirst() : Scheme.UNKNOWN;
  }

  private static Scheme tested(Expression condition) {
    return switch (condition) {
      case Call call when COMPARES.contains(call.methodName()) -> compared(call);
      case Local local -> named(local.variable().name());
      case Field field -> named(field.name());
      default -> Scheme.UNKNOWN;
    };
  }

  /** {@code if (isRemote)}. */
  private static Scheme named(String flag) {
    return isRemote(flag) ? Scheme.HTTP : Scheme.UNKNOWN;
  }

  private static boolean isRemote(String name) {
    return Verbs.words(name).contains("remote");
  }

  private static Scheme compared(Call call) {
    Scheme first = of(call.receiver());
    return first != Scheme.UNKNOWN || call.arguments().isEmpty()
        ? first
        : any(call.arguments().stream().map(UrlSchemes::of).toList());
  }

  private static Scheme of(@Nullable Expression text) {
    if (!(text instanceof Literal literal)) {
      return Scheme.UNKNOWN;
    }
    String value = String.valueOf(literal.value());
    if (value.startsWith("http")) {
      return Scheme.HTTP;
    }
    return OTHERS.stream().anyMatch(value::startsWith) ? Scheme.OTHER : Scheme.UNKNOWN;
  }
}
