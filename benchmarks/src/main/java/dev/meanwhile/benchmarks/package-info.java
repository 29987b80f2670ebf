/**
 * Timing, side by side with the alternatives. A ratio between two rows of one run means something;
 * a figure alone does not.
 */
@NullMarked
package dev.meanwhile.benchmarks;

import org.jspecify.annotations.NullMarked;
