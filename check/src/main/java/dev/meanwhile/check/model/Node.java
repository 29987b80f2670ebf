package dev.meanwhile.check.model;

import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.function.Consumer;

/** A statement or an expression. */
public sealed interface Node permits Statement, Expression {
  /** Where it is written. */
  Span at();

  /** What it is made of, in the order of evaluation as far as there is one. */
  List<? extends Node> parts();

  /** Shows itself and everything in it, lambda bodies included, outside first. */
  default void forEach(Consumer<? super Node> visitor) {
    visitor.accept(this);
    for (Node part : parts()) {
      part.forEach(visitor);
    }
  }

  /** As {@link #forEach}, without what only runs when a lambda is called. */
  default void forEachRunHere(Consumer<? super Node> visitor) {
    visitor.accept(this);
    if (this instanceof Expression.Lambda) {
      return;
    }
    for (Node part : parts()) {
      part.forEachRunHere(visitor);
    }
  }
}
