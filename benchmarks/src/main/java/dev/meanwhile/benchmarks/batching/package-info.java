/** Loads of single keys that become a few calls. */
@NullMarked
package dev.meanwhile.benchmarks.batching;

import org.jspecify.annotations.NullMarked;
