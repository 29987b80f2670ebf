package dev.meanwhile.runtime;

/** Where the calling thread stands: in a task, or in a call for which no run has begun yet. */
sealed interface Standing permits TaskNode, Unbegun {}
