package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Method;

/**
 * An expression that gives a value.
 *
 * @param value the expression
 * @param method where it is written
 */
public record Origin(Expression value, Method method) {}
