/** Many elements through the stages of a stream. */
@NullMarked
package dev.meanwhile.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
