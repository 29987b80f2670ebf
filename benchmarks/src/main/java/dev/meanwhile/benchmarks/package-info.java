/**
 * Timing, side by side with the alternatives. A ratio between two rows of one run means something;
 * a figure alone does not.
 *
 * <p>Each workload has a package. The abstract class in it says what is to be done; every other
 * class is one {@link dev.meanwhile.benchmarks.Contender}, found by being there. Contenders that
 * need preview features of Java are in {@code src/preview}, those in Kotlin in {@code
 * src/main/kotlin}.
 */
@NullMarked
package dev.meanwhile.benchmarks;

import org.jspecify.annotations.NullMarked;
