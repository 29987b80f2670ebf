package dev.meanwhile.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arithmetic, against its definition, with arrivals by chance. */
class PaceTest {
  private static final int N = 5;
  private static final long WINDOW = 1000;

  @Test
  void aStrictPaceNeverStartsMoreThanNInAnyWindow() {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(mostInAnyWindow(starts(new Pace.Strict(N, WINDOW), seed))).isEqualTo(N);
    }
  }

  @Test
  void theCheckFindsThatATokenBucketDoes() {
    assertThat(mostInAnyWindow(starts(new Pace.Bucket(WINDOW / N, N), 1))).isGreaterThan(N);
  }

  @Test
  void aBucketOfOneNeverStartsTwoWithinItsInterval() {
    List<Long> starts = starts(new Pace.Bucket(200, 1), 1);
    for (int i = 1; i < starts.size(); i++) {
      assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThanOrEqualTo(200);
    }
  }

  @Test
  void theTimeForeseenInTheQueueIsTheTimeOfTheStart() {
    for (Pace pace : List.of(new Pace.Strict(3, 100), new Pace.Bucket(40, 3))) {
      pace.started(10);
      pace.started(55);
      List<Long> foreseen = new ArrayList<>();
      for (int ahead = 0; ahead < 20; ahead++) {
        foreseen.add(pace.at(ahead, 60));
      }
      for (Long at : foreseen) {
        assertThat(pace.at(0, 60)).isEqualTo(at);
        pace.started(at);
      }
    }
  }

  @Test
  void itIsFreshOnceWhatWasMakesNoDifference() {
    for (Pace pace : List.of(new Pace.Strict(3, 100), new Pace.Bucket(100, 3))) {
      assertThat(pace.isFresh(0)).isTrue();
      pace.started(7);
      assertThat(pace.isFresh(106)).isFalse();
      assertThat(pace.isFresh(107)).isTrue();
    }
  }

  /** Each as early as it may be after it came, or a little later, as threads are. */
  private static List<Long> starts(Pace pace, int seed) {
    var random = new Random(seed);
    var starts = new ArrayList<Long>();
    long now = 0;
    for (int i = 0; i < 500; i++) {
      now += random.nextInt(4) == 0 ? random.nextInt(2000) : 0;
      now = pace.at(0, now) + (random.nextBoolean() ? 0 : random.nextInt(50));
      pace.started(now);
      starts.add(now);
    }
    return starts;
  }

  private static int mostInAnyWindow(List<Long> starts) {
    int most = 0;
    for (int from = 0; from < starts.size(); from++) {
      long end = starts.get(from) + WINDOW;
      most = Math.max(most, (int) starts.stream().skip(from).filter(at -> at < end).count());
    }
    return most;
  }
}
