/** Runs the contenders of every workload, interleaved, and tells how they compare. */
@NullMarked
package dev.meanwhile.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
