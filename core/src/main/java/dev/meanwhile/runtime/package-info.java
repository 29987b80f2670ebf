/**
 * The engine: the tree of tasks, the wait points and the idle counter, the timekeeper, the outcome
 * cell, the permit queue.
 *
 * <p>A verb call opens a {@link dev.meanwhile.runtime.TaskGroup} below the {@link
 * dev.meanwhile.runtime.TaskNode} that calls it. The group's children are {@link
 * dev.meanwhile.runtime.Fork}s, each on a virtual thread of its own, or {@link
 * dev.meanwhile.runtime.Inline} nodes, which run on the caller's thread. Every wait of ours is a
 * {@link dev.meanwhile.runtime.Wait}, so that the {@link dev.meanwhile.runtime.Run} can count who
 * is parked. Not exported.
 */
@NullMarked
package dev.meanwhile.runtime;

import org.jspecify.annotations.NullMarked;
