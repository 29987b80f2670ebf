/** One at a time. */
@NullMarked
package dev.meanwhile.benchmarks.mutex;

import org.jspecify.annotations.NullMarked;
