/** Three calls that do not need each other. */
@NullMarked
package dev.meanwhile.benchmarks.all;

import org.jspecify.annotations.NullMarked;
