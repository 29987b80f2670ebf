/** The command line: what the user types, and how errors are told. */
@NullMarked
package dev.meanwhile.cli;

import org.jspecify.annotations.NullMarked;
