/** Rewrites as edits of text at exact positions, so that formatting and comments stay. */
@NullMarked
package dev.meanwhile.check.fix;

import org.jspecify.annotations.NullMarked;
