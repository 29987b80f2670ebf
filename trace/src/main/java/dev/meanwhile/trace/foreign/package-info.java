/**
 * Sees waits of programs that know nothing of Meanwhile, in recordings of the JDK Flight Recorder:
 * {@link dev.meanwhile.trace.foreign.WaitReport} finds those that stack one after the other.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.trace.foreign;

import org.jspecify.annotations.NullMarked;
