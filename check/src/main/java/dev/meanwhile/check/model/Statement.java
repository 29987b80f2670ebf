package dev.meanwhile.check.model;

import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement. What the compiler makes of it is kept simple: a {@code for} has its parts, no more.
 */
public sealed interface Statement extends Node {

  /** {@code { … }}. */
  record Block(Span at, List<Statement> statements) implements Statement {
    @Override
    public List<Statement> parts() {
      return statements;
    }
  }

  /** A local variable, with what it begins with. */
  record Declare(Span at, Variable variable, @Nullable Expression value) implements Statement {
    @Override
    public List<Node> parts() {
      return present(value);
    }
  }

  /** An expression whose value nobody takes. */
  record Evaluate(Span at, Expression expression) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(expression);
    }
  }

  /** {@code if}. */
  record If(Span at, Expression condition, Statement then, @Nullable Statement otherwise)
      implements Statement {
    @Override
    public List<Node> parts() {
      return present(condition, then, otherwise);
    }
  }

  /** {@code for (Type variable : elements) body}. */
  record ForEach(Span at, Variable variable, Expression elements, Statement body)
      implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(elements, body);
    }
  }

  /**
   * {@code for (…; …; …)}, {@code while}, and {@code do}, whose body comes before the condition.
   */
  record Loop(
      Span at,
      Kind kind,
      List<Statement> start,
      @Nullable Expression condition,
      Statement body,
      List<Statement> update)
      implements Statement {
    /** Which keyword it has. */
    public enum Kind {
      /** {@code for}. */
      FOR,
      /** {@code while}. */
      WHILE,
      /** {@code do}. */
      DO
    }

    @Override
    public List<Node> parts() {
      var parts = new ArrayList<Node>(start);
      if (kind == Kind.DO) {
        parts.addAll(present(body, condition));
      } else {
        parts.addAll(present(condition, body));
      }
      parts.addAll(update);
      return parts;
    }
  }

  /** {@code switch}, as a statement. */
  record Switch(Span at, Expression selector, List<Case> cases) implements Statement {
    @Override
    public List<Node> parts() {
      return Case.parts(selector, cases);
    }
  }

  /** {@code try}. Its resources are declarations or expressions. */
  record Try(
      Span at, List<Statement> resources, Block body, List<Catch> catches, @Nullable Block last)
      implements Statement {
    @Override
    public List<Node> parts() {
      var parts = new ArrayList<Node>(resources);
      parts.add(body);
      catches.forEach(c -> parts.add(c.body()));
      parts.addAll(present(last));
      return parts;
    }
  }

  /**
   * A {@code catch}.
   *
   * @param types the alternatives
   */
  record Catch(Span at, Variable caught, List<JavaType> types, Block body) {}

  /** {@code return}. */
  record Return(Span at, @Nullable Expression value) implements Statement {
    @Override
    public List<Node> parts() {
      return present(value);
    }
  }

  /** {@code throw}. */
  record Throw(Span at, Expression failure) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(failure);
    }
  }

  /** {@code yield}, or the value behind the arrow of a {@code switch} expression. */
  record Yield(Span at, Expression value) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(value);
    }
  }

  /** {@code break}; the label is empty if there is none. */
  record Break(Span at, String label) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  /** {@code continue}; the label is empty if there is none. */
  record Continue(Span at, String label) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  /** {@code label: body}. */
  record Labeled(Span at, String label, Statement body) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(body);
    }
  }

  /** {@code synchronized (lock) body}. */
  record Synchronized(Span at, Expression lock, Block body) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(lock, body);
    }
  }

  /** {@code assert}. */
  record Assert(Span at, Expression condition) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of(condition);
    }
  }

  /** A class inside a method. Its methods are methods of the program, and no parts of this. */
  record LocalType(Span at, TypeDeclaration type) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  /** {@code ;}, or what could not be parsed. */
  record Nothing(Span at) implements Statement {
    @Override
    public List<Node> parts() {
      return List.of();
    }
  }

  private static List<Node> present(@Nullable Node... nodes) {
    var present = new ArrayList<Node>(nodes.length);
    for (Node node : nodes) {
      if (node != null) {
        present.add(node);
      }
    }
    return present;
  }
}
