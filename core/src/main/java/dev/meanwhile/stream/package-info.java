/**
 * Streams that wait: pages of a remote list as a {@link java.util.stream.Stream}, and stages for it
 * that map its elements by tasks, within limits.
 */
@NullMarked
package dev.meanwhile.stream;

import org.jspecify.annotations.NullMarked;
