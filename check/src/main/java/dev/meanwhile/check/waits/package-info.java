/**
 * What waits: the catalogue of calls that do, and what follows from it for the methods of the
 * program.
 */
@NullMarked
package dev.meanwhile.check.waits;

import org.jspecify.annotations.NullMarked;
