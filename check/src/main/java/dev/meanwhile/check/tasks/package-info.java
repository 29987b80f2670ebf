/**
 * What code hands to other threads, followed through the whole program: where values come from,
 * which calls start a task, what the task runs, who runs it, and what becomes of its future.
 */
@NullMarked
package dev.meanwhile.check.tasks;

import org.jspecify.annotations.NullMarked;
