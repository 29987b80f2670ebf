package dev.meanwhile.trace.whatif;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The permits of one limit in a replay, and who waits for them: first come, first served. */
final class PermitLine {
  final int capacity;
  private final Set<Moment> held = new HashSet<>();
  private final Deque<Moment> waiting = new ArrayDeque<>();

  PermitLine(int capacity) {
    this.capacity = capacity;
  }

  /** Whether the permit is there at once. */
  boolean request(Moment asking) {
    if (held.size() < capacity && waiting.isEmpty()) {
      held.add(asking);
      return true;
    }
    waiting.add(asking);
    return false;
  }

  void withdraw(Moment asking) {
    waiting.remove(asking);
  }

  /**
   * Takes a permit back. The worker of a map that gives its permit up asks for another behind all
   * who wait by now, if it was next itself, or had not yet asked.
   */
  boolean release(Moment lease) {
    boolean hadAll =
        held.size() == capacity && held.stream().allMatch(own -> isOfOneMap(lease, own));
    if (!held.remove(lease)) {
      return false;
    }
    Moment first = waiting.peekFirst();
    if (first != null && (hadAll || isOfOneMap(lease, first))) {
      waiting.stream().filter(own -> isOfOneMap(lease, own)).findFirst().ifPresent(this::goBack);
    }
    return true;
  }

  private void goBack(Moment asking) {
    waiting.remove(asking);
    waiting.add(asking);
  }

  private static boolean isOfOneMap(Moment one, Moment other) {
    return one.line.isElement && other.line.isElement && one.line.scope == other.line.scope;
  }

  /** Who has a permit now that waited for it, if there is one and somebody waits. */
  @Nullable Moment next() {
    if (held.size() >= capacity || waiting.isEmpty()) {
      return null;
    }
    Moment next = waiting.removeFirst();
    held.add(next);
    return next;
  }

  int inUse() {
    return held.size();
  }

  int inLine() {
    return waiting.size();
  }
}
