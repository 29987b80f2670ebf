/**
 * The bridge from Meanwhile to Micrometer Context Propagation: {@link
 * dev.meanwhile.contextpropagation.ContextPropagation}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.contextpropagation;

import org.jspecify.annotations.NullMarked;
