package dev.meanwhile.check.model;

import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. Parentheses are left out: they are what they hold. */
public sealed interface Expression extends Node {
  /** The operator of a cast. */
  String CAST = "(cast)";

  /** Its type. */
  JavaType type();

  /** What is cast, if this is a cast, else this. */
  default Expression withoutCast() {
    return this instanceof Operation cast && cast.operator.equals(CAST)
        ? cast.operands.getFirst().withoutCast()
        : this;
  }

  /**
   * A call of a method.
   *
   * @param receiver what it is called on; null for a call without one, such as {@code find(id)}
   * @param name where the name is written
   * @param isStatic whether the method is known to be static
   */
  record Call(
      Span at,
      @Nullable Expression receiver,
      MethodId method,
      Span name,
      List<Expression> arguments,
      boolean isStatic,
      JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return receiver == null ? arguments : with(receiver, arguments);
    }

    /** The name of the method. */
    public String methodName() {
      return method.name();
    }
  }

  /**
   * {@code new}, also of an anonymous class.
   *
   * @param constructor the constructor; its name is {@code <init>}
   * @param body the anonymous class
   */
  record New(
      Span at,
      MethodId constructor,
      List<Expression> arguments,
      @Nullable TypeDeclaration body,
      JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /** A local variable or parameter. */
  record Local(Span at, Variable variable) implements Expression {
    @Override
    public JavaType type() {
      return variable.type();
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /**
   * A field.
   *
   * @param object whose field it is; null for a field of this object or of a class
   * @param owner the class that declares it; empty if not known
   */
  record Field(
      Span at,
      @Nullable Expression object,
      String owner,
      String name,
      boolean isStatic,
      boolean isFinal,
      JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return object == null ? List.of() : List.of(object);
    }
  }

  /** {@code this} or {@code super}. */
  record This(Span at, JavaType type) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** The name of a type, before the name of a static method or field, or before {@code .class}. */
  record TypeName(Span at, JavaType type) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A literal; the value is null for {@code null}. */
  record Literal(Span at, @Nullable Object value, JavaType type) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /**
   * An assignment.
   *
   * @param operator {@code =}, {@code +=}, …, {@code ++} or {@code --}
   * @param value what is assigned; the target itself for {@code ++} and {@code --}
   */
  record Assignment(Span at, Expression target, String operator, Expression value, JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(target, value);
    }

    /** Whether the old value counts too. */
    public boolean readsTarget() {
      return !operator.equals("=");
    }
  }

  /** A lambda expression. The body of {@code x -> f(x)} is a block with one {@code return}. */
  record Lambda(
      Span at, List<Variable> parameters, Statement.Block body, boolean isBlock, JavaType type)
      implements Expression {
    @Override
    public List<Statement> parts() {
      return List.of(body);
    }
  }

  /** {@code receiver::method}. */
  record MethodReference(Span at, Expression receiver, MethodId method, JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(receiver);
    }

    /** The call that it stands for, without arguments. */
    public Call asCall() {
      boolean isStatic = receiver instanceof TypeName;
      return new Call(at, receiver, method, at, List.of(), isStatic, JavaType.UNKNOWN);
    }
  }

  /** {@code condition ? then : otherwise}. */
  record Conditional(
      Span at, Expression condition, Expression then, Expression otherwise, JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** {@code switch}, as an expression. */
  record SwitchValue(Span at, Expression selector, List<Case> cases, JavaType type)
      implements Expression {
    @Override
    public List<Node> parts() {
      return Case.parts(selector, cases);
    }
  }

  /** {@code array[index]}. */
  record Element(Span at, Expression array, Expression index, JavaType type) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(array, index);
    }
  }

  /**
   * Everything else that has operands: {@code + == && ! instanceof}, {@code new[]} for an array,
   * and {@link #CAST}.
   */
  record Operation(Span at, String operator, List<Expression> operands, JavaType type)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return operands;
    }

    /** Whether the second operand is evaluated only sometimes. */
    public boolean isShortCircuit() {
      return operator.equals("&&") || operator.equals("||");
    }
  }

  /** What could not be read. */
  record Unreadable(Span at) implements Expression {
    @Override
    public JavaType type() {
      return JavaType.UNKNOWN;
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  private static List<Expression> with(Expression first, List<Expression> rest) {
    var all = new ArrayList<Expression>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
