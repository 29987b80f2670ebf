/** One of many fails. */
@NullMarked
package dev.meanwhile.benchmarks.failfast;

import org.jspecify.annotations.NullMarked;
