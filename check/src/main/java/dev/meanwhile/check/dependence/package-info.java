/**
 * What depends on what: which variables, objects and fields a piece of code reads and changes,
 * whether it may leave, and what follows from that for the order of its waits.
 */
@NullMarked
package dev.meanwhile.check.dependence;

import org.jspecify.annotations.NullMarked;
