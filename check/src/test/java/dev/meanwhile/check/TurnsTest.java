package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
  private final List<String> heard = new ArrayList<>();

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @Test
  void whatTasksSayIsHeardInTheirOrderWhoeverIsFirst() throws IOException {
    var lastHasEnded = new CountDownLatch(1);
    Turns.Task first =
        turn -> {
          await(lastHasEnded);
          turn.say(() -> heard.add("first"));
        };
    Turns.Task second =
        turn -> {
          turn.say(() -> heard.add("second"));
          turn.say(() -> heard.add("second again"));
        };
    Turns.Task last =
        turn -> {
          turn.say(() -> heard.add("last"));
          lastHasEnded.countDown();
        };

    Turns.run(List.of(first, second, last), 3);

    assertThat(heard).containsExactly("first", "second", "second again", "last");
  }

  @Test
  void whoseTurnItIsIsHeardBeforeItEnds() throws IOException {
    var isHeard = new CountDownLatch(1);

    Turns.run(
        List.of(turn -> {
          turn.say(isHeard::countDown);
          await(isHeard);
        }),
        1);

    assertThat(isHeard.getCount()).isZero();
  }

  @Test
  void whatIsSaidNowDoesNotWaitForATurn() throws IOException {
    var isHeard = new CountDownLatch(1);

    Turns.run(List.of(_ -> await(isHeard), turn -> turn.sayNow(isHeard::countDown)), 2);

    assertThat(isHeard.getCount()).isZero();
  }

  @Test
  void everythingIsHeardOnTheThreadOfTheCaller() throws IOException {
    Thread caller = Thread.currentThread();
    var threads = new ArrayList<Thread>();

    Turns.run(
        List.of(
            turn -> turn.say(() -> threads.add(Thread.currentThread())),
            turn -> turn.sayNow(() -> threads.add(Thread.currentThread()))),
        2);

    assertThat(threads).containsExactly(caller, caller);
  }

  @Test
  void aFailureEndsTheOthersAndIsThrown() {
    var isStarted = new CountDownLatch(1);
    var isInterrupted = new AtomicBoolean();
    Turns.Task failing =
        turn -> {
          turn.say(() -> heard.add("before"));
          await(isStarted);
          throw new NoSuchFileException("Gone.java");
        };
    Turns.Task waiting =
        _ -> {
          isStarted.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            isInterrupted.set(true);
          }
        };

    assertThatThrownBy(() -> Turns.run(List.of(failing, waiting), 2))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(heard).containsExactly("before");
    assertThat(isInterrupted).isTrue();
  }

  @Test
  void anInterruptOfTheCallerEndsAll() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Turns.run(List.of(_ -> await(new CountDownLatch(1))), 1))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
