package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One task of a run: its moments, in order. */
final class Line {
  final long task;
  final List<Moment> moments = new ArrayList<>();
  final List<Line> children = new ArrayList<>();

  /** Where it asked for the permits that it waits for or holds, by limit. */
  final Map<String, Moment> leases = new HashMap<>();

  String name;
  @Nullable Line parent;
  long scope;

  /** Whether a worker of a map took it up, with the permit of the worker. */
  boolean isElement;

  @Nullable Moment created;
  @Nullable Moment started;
  @Nullable Moment ended;

  /** What it waits for at present. */
  @Nullable WaitReason waiting;

  /** What stopped it, if a task did. */
  @Nullable Moment cancel;

  /** What the next of its moments comes after. */
  @Nullable Moment last;

  Line(long task) {
    this.task = task;
    this.name = "task " + task;
  }

  /** How long it ran and waited, as measured. */
  long nanos() {
    return started == null || ended == null ? 0 : ended.at - started.at;
  }

  /** This task and all below. */
  List<Line> tree() {
    var tree = new ArrayList<Line>();
    tree.add(this);
    children.forEach(child -> tree.addAll(child.tree()));
    return tree;
  }
}
