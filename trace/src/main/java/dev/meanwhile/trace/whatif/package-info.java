/**
 * What a recorded run would have taken, had something been different: {@link
 * dev.meanwhile.trace.whatif.WhatIf} replays it with {@linkplain dev.meanwhile.trace.whatif.Change
 * changes}, and finds those that are worth most.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.trace.whatif;

import org.jspecify.annotations.NullMarked;
