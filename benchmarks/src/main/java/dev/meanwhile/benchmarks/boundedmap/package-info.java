/** Many elements, a bounded number of them at once. */
@NullMarked
package dev.meanwhile.benchmarks.boundedmap;

import org.jspecify.annotations.NullMarked;
