/** What is put around a call. */
@NullMarked
package dev.meanwhile.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
