/**
 * Java code as the rules see it: types, methods, statements and expressions with names and types
 * resolved as far as they can be. Nothing here knows the compiler.
 */
@NullMarked
package dev.meanwhile.check.model;

import org.jspecify.annotations.NullMarked;
