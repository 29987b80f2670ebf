/** Calls that need the results of others. */
@NullMarked
package dev.meanwhile.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
