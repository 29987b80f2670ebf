package dev.meanwhile.runtime;

/** Where the calling thread stands: in a task, or in a call whose stretch of it may begin yet. */
sealed interface Standing permits TaskNode, StandingCall {}
