package dev.meanwhile.check.source;

import java.nio.file.Path;

/**
 * A Java file of the tree.
 *
 * @param path where it is
 * @param className its package and its name without {@code .java}, with dots: what must be unique
 *     in one run of the compiler
 */
public record SourceFile(Path path, String className) {}
