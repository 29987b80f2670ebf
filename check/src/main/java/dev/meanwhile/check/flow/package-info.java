/**
 * What rules ask about the code around a call: where a value comes from, what surrounds a piece of
 * code, whether a wait has a limit, where a lock is held.
 */
@NullMarked
package dev.meanwhile.check.flow;

import org.jspecify.annotations.NullMarked;
