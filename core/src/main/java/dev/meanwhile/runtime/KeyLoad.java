package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/** The load of one key, and how many wait for it. Guarded by its lane. */
final class KeyLoad<K> {
  final Lane<K> lane;
  final K key;
  final Cell cell = new Cell();

  /** The batch that fetches it, once that has departed. */
  @Nullable BatchFork<K> batch;

  private int waiting;

  KeyLoad(Lane<K> lane, K key) {
    this.lane = lane;
    this.key = key;
  }

  void enter() {
    if (waiting++ == 0 && batch != null) {
      batch.wantedBy(1);
    }
  }

  /** Whether that was the last one. */
  boolean leave() {
    if (--waiting > 0) {
      return false;
    }
    if (batch != null) {
      batch.wantedBy(-1);
    }
    return true;
  }

  @Override
  public String toString() {
    return "the key " + key + " of the loader \"" + lane.loader() + "\"";
  }
}
