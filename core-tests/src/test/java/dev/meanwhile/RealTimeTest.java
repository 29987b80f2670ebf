package dev.meanwhile;

import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.untilInterrupted;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real clock and the real network; what happens is asserted, never how long it takes. */
@Tag("real-time")
@ExtendWith(LeakGuard.class)
class RealTimeTest {

  @Test
  void aDeadlineCutsAReadFromASocket() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var peer = server.accept()) {
      assertThatThrownBy(() ->
              within(ofMillis(50), () -> scope(s -> s.start("read", () -> read(client)).get())))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class,
              thrown -> assertThat(thrown.stillRunning()).containsExactly("read"));
      assertThat(client.isClosed()).isTrue();
      assertThat(peer.isClosed()).isFalse();
    }
    assertThat(Stragglers.current()).isEmpty();
  }

  private static int read(Socket socket) throws IOException {
    return socket.getInputStream().read();
  }

  @Test
  void aDeadlineWakesACallerThatWaitsForALatch() {
    assertThatThrownBy(() -> within(ofMillis(20), () -> untilInterrupted()))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aTaskThatSpinsIsLeftBehindAndNamed() throws Exception {
    var spinning = new CompletableFuture<Thread>();
    var stop = new CountDownLatch(1);
    try {
      Throwable thrown =
          catchThrowable(() ->
              within(
                  ofMillis(20),
                  () ->
                      scope(
                          Grace.of(ofMillis(20)),
                          s -> s.start("spin", () -> spin(spinning, stop)).get())));

      assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
      assertThat(Stragglers.current()).extracting(Straggler::task).containsExactly("spin");
      assertThat(thrown.getSuppressed()).hasAtLeastOneElementOfType(StillRunning.class);
    } finally {
      stop.countDown();
      spinning.join().join();
    }
    assertThat(Stragglers.current()).isEmpty();
  }

  private static String spin(CompletableFuture<Thread> spinning, CountDownLatch stop) {
    spinning.complete(Thread.currentThread());
    while (stop.getCount() > 0) {
      Thread.yield();
    }
    return "stopped at last";
  }

  @Test
  void sleepsDelaysAndDeadlinesPass() throws Exception {
    String slept = within(ofSeconds(100), () -> after(2, "slept"));
    String hedged = hedge(ofMillis(2), () -> untilInterrupted(), () -> "fallback");
    String late = withinOr(ofMillis(2), () -> untilInterrupted(), () -> "late");

    assertThat(slept).isEqualTo("slept");
    assertThat(hedged).isEqualTo("fallback");
    assertThat(late).isEqualTo("late");
  }
}
