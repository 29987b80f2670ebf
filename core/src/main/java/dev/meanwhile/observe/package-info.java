/**
 * The only seam for traces, metrics and logs: {@link dev.meanwhile.observe.Observer} receives every
 * {@link dev.meanwhile.observe.TaskEvent}.
 */
@NullMarked
package dev.meanwhile.observe;

import org.jspecify.annotations.NullMarked;
