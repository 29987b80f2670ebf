/** Finds the source files of a tree, and sorts them so that the compiler can read all of them. */
@NullMarked
package dev.meanwhile.check.source;

import org.jspecify.annotations.NullMarked;
