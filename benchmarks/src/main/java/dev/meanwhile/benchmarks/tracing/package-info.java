/** Tasks that do nothing, by who watches them: what it costs to see a task. */
@NullMarked
package dev.meanwhile.benchmarks.tracing;

import org.jspecify.annotations.NullMarked;
