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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.Stragglers.Straggler;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real clock and the real network; what happens is asserted, never how long it takes. */
@Tag("real-time")
@ExtendWith(LeakGuard.class)
class RealTimeTest {

  /** Work that a limit cuts off; says whether it had begun by then. */
  @FunctionalInterface
  private interface CutOff {
    boolean hadBegun(Duration limit) throws Exception;
  }

  /** On a busy machine the limit may pass before the work begins; then it gets a longer one. */
  private static void untilItHasBegun(CutOff work) throws Exception {
    Duration limit = ofMillis(20);
    while (!work.hadBegun(limit)) {
      limit = limit.multipliedBy(2);
    }
  }

  @Test
  void aDeadlineCutsAReadFromASocket() throws Exception {
    untilItHasBegun(limit -> {
      var begun = new AtomicBoolean();
      try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          var client = new Socket(server.getInetAddress(), server.getLocalPort());
          var peer = server.accept()) {
        var thrown =
            catchThrowableOfType(
                DeadlineExceeded.class,
                () ->
                    within(
                        limit, () -> scope(s -> s.start("read", () -> read(client, begun)).get())));

        assertThat(thrown).isNotNull();
        if (begun.get()) {
          assertThat(thrown.stillRunning()).containsExactly("read");
          assertThat(client.isClosed()).isTrue();
        }
        assertThat(peer.isClosed()).isFalse();
      }
      assertThat(Stragglers.current()).isEmpty();
      return begun.get();
    });
  }

  private static int read(Socket socket, AtomicBoolean begun) throws IOException {
    begun.set(true);
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
    untilItHasBegun(limit -> {
      var begun = new AtomicBoolean();
      var stop = new CountDownLatch(1);
      try {
        Throwable thrown =
            catchThrowable(() ->
                within(
                    limit,
                    () ->
                        scope(
                            Grace.of(ofMillis(20)),
                            s -> s.start("spin", () -> spin(begun, stop)).get())));

        assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
        if (begun.get()) {
          assertThat(Stragglers.current()).extracting(Straggler::task).containsExactly("spin");
          assertThat(thrown.getSuppressed()).hasAtLeastOneElementOfType(StillRunning.class);
        }
      } finally {
        stop.countDown();
        untilNobodyIsLeftBehind();
      }
      assertThat(Stragglers.current()).isEmpty();
      return begun.get();
    });
  }

  private static String spin(AtomicBoolean begun, CountDownLatch stop) {
    begun.set(true);
    while (stop.getCount() > 0) {
      Thread.yield();
    }
    return "stopped at last";
  }

  private static void untilNobodyIsLeftBehind() {
    while (!Stragglers.current().isEmpty() && !Thread.currentThread().isInterrupted()) {
      Thread.yield();
    }
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
