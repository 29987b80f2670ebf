package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HeapRoomTest {
  private static final long MEGABYTE = 1L << 20;

  @TempDir private Path folder;
  private SourceGroup group;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("Big.java"), "class Big {} //" + "x".repeat(100_000));
    group = SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst();
  }

  @Test
  void groupsThatFitRunAtOnce() throws Exception {
    var room = new HeapRoom(100 * MEGABYTE);
    var both = new CountDownLatch(2);

    runTwice(() ->
        room.with(
            group,
            () -> {
              both.countDown();
              await(both);
            }));

    assertThat(both.getCount()).isZero();
  }

  @Test
  void groupsThatDoNotFitRunOneAfterTheOther() throws Exception {
    var room = new HeapRoom(MEGABYTE);
    var running = new AtomicInteger();
    var most = new AtomicInteger();

    runTwice(() ->
        room.with(
            group,
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
            }));

    assertThat(most).hasValue(1);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void runTwice(Work work) throws Exception {
    Callable<Boolean> call =
        () -> {
          work.run();
          return true;
        };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : executor.invokeAll(List.of(call, call))) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
