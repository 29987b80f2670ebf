/**
 * The only place that knows the compiler: reads source files with the javac of the running JDK,
 * through its public tree API, into the {@linkplain dev.meanwhile.check.model model}. Nothing of
 * the code under check is run, annotation processors neither.
 */
@NullMarked
package dev.meanwhile.check.javac;

import org.jspecify.annotations.NullMarked;
