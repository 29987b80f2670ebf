/**
 * What the rules of {@code meanwhile check} cost beside the compiler alone, on a folder of one's
 * own.
 */
@NullMarked
package dev.meanwhile.benchmarks.checking;

import org.jspecify.annotations.NullMarked;
