package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/** A stretch of a task, on the task's thread: events and errors name the task. */
abstract sealed class Stretch extends TaskNode permits Frame, Shield {
  private final TaskNode task;

  Stretch(TaskNode task, Settings settings) {
    super(task, settings);
    this.task = task;
  }

  /** The task, or the stretch of it, that this is a part of. */
  final TaskNode task() {
    return task;
  }

  @Override
  final boolean announces(Cancel why) {
    return task.cancelled() != why;
  }

  @Override
  final long id() {
    return task.id();
  }

  @Override
  final String path() {
    return task.path();
  }

  @Override
  final @Nullable Thread thread() {
    return task.thread();
  }
}
