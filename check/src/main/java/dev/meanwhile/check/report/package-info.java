/** Writes reports, for people and for programs. */
@NullMarked
package dev.meanwhile.check.report;

import org.jspecify.annotations.NullMarked;
