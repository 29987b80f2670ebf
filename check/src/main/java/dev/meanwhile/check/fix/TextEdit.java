package dev.meanwhile.check.fix;

import dev.meanwhile.check.source.Span;

/**
 * Puts other text in the place of a piece of a file.
 *
 * @param span the piece; empty to insert
 * @param replacement the new text
 */
public record TextEdit(Span span, String replacement) {}
