package dev.meanwhile.check;

import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * The part of the heap that groups may take while they are checked. A group that needs more than
 * there is gets all of it.
 */
final class HeapRoom {
  /** What trees, types and the model of a group take, by the size of its files; measured. */
  private static final int HEAP_BYTES_PER_SOURCE_BYTE = 40;

  private static final int KILOBYTE = 1024;

  /** One piece of work that needs room. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private final int kilobytes;
  private final Semaphore free;

  /** Three quarters of this many bytes. */
  HeapRoom(long heapBytes) {
    kilobytes = (int) Math.min(Integer.MAX_VALUE, heapBytes / KILOBYTE / 4 * 3);
    free = new Semaphore(kilobytes, true);
  }

  /** Does work when there is room for the group. */
  void with(SourceGroup group, Work work) throws IOException {
    int needed = (int) Math.min(kilobytes, needed(group) / KILOBYTE);
    try {
      free.acquire(needed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    try {
      work.run();
    } finally {
      free.release(needed);
    }
  }

  private static long needed(SourceGroup group) throws IOException {
    long bytes = 0;
    for (SourceFile file : group.files().toList()) {
      bytes += file.size();
    }
    return bytes * HEAP_BYTES_PER_SOURCE_BYTE;
  }
}
