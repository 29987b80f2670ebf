/** The checks as a part of the build: a plugin of javac. */
@NullMarked
package dev.meanwhile.check.plugin;

import org.jspecify.annotations.NullMarked;
