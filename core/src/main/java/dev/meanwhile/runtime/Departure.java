package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.BatchCause;
import java.util.List;

/**
 * The departure of a batch, as observers see it.
 *
 * @param members the tasks that have asked for its keys; none where nobody watches
 */
record Departure(BatchCause cause, List<Long> members) {}
