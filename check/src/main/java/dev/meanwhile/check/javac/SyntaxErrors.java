package dev.meanwhile.check.javac;

import java.util.Set;

/**
 * Tells a file that cannot be parsed from one that only misses classes, by the codes of the
 * compiler.
 */
final class SyntaxErrors {
  private static final Set<String> CODES =
      Set.of(
          "compiler.err.premature.eof",
          "compiler.err.illegal.start.of.expr",
          "compiler.err.illegal.start.of.type",
          "compiler.err.illegal.start.of.stmt",
          "compiler.err.not.stmt",
          "compiler.err.illegal.char",
          "compiler.err.unclosed.str.lit",
          "compiler.err.unclosed.comment",
          "compiler.err.unclosed.text.block",
          "compiler.err.unclosed.char.lit",
          "compiler.err.orphaned",
          "compiler.err.else.without.if",
          "compiler.err.catch.without.try",
          "compiler.err.finally.without.try",
          "compiler.err.try.without.catch.or.finally",
          "compiler.err.invalid.meth.decl.ret.type.req",
          "compiler.err.variable.not.allowed",
          "compiler.err.class.method.or.field.expected",
          "compiler.err.this.as.identifier");

  private SyntaxErrors() {}

  static boolean isOne(String code) {
    return CODES.contains(code) || code.startsWith("compiler.err.expected");
  }
}
