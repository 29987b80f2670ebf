/**
 * What surrounds a wait in its method: limits of time, handlers, locks, loops that try again. What
 * runs elsewhere, and where values come from in the rest of the program, it asks {@code tasks}.
 */
@NullMarked
package dev.meanwhile.check.flow;

import org.jspecify.annotations.NullMarked;
