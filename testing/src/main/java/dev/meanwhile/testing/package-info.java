/**
 * For tests of code that waits: {@link dev.meanwhile.testing.VirtualTime} makes hours pass in
 * milliseconds, {@link dev.meanwhile.testing.LeakGuard} finds what a test leaves behind, {@link
 * dev.meanwhile.testing.InterruptAtEveryStep} interrupts a piece of work at each of its wait points
 * in turn, and {@link dev.meanwhile.testing.Chance} makes jitter repeatable.
 */
@NullMarked
package dev.meanwhile.testing;

import org.jspecify.annotations.NullMarked;
