/** Very many tasks that wait. */
@NullMarked
package dev.meanwhile.benchmarks.sleepers;

import org.jspecify.annotations.NullMarked;
