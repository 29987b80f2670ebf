/**
 * The rules. One rule is one class, one test and one page in {@code docs/rules}. A rule sees the
 * {@linkplain dev.meanwhile.check.model model}, never the compiler.
 */
@NullMarked
package dev.meanwhile.check.rule;

import org.jspecify.annotations.NullMarked;
