package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten million inputs at limit 8 need memory for 8. */
@ExtendWith(LeakGuard.class)
class HugeMapTest {
  private static final int LIMIT = 8;

  @Test
  void aMillionItemsAreMappedInOrder() throws Exception {
    var results = map(IntStream.range(0, 1_000_000).iterator(), atMost(LIMIT), i -> i + 1);

    assertThat(results).hasSize(1_000_000);
    for (int i = 0; i < 1_000_000; i++) {
      if (results.get(i) != i + 1) {
        throw new AssertionError("result " + i + " is " + results.get(i));
      }
    }
  }

  @Test
  void anEndlessSourceNeedsMemoryOnlyForWhatIsInFlight() {
    var elements = new ArrayList<WeakReference<Object>>();
    var results = new ArrayList<WeakReference<Object>>();
    var ahead = new ArrayList<Integer>();
    var enough = new IOException("enough");
    var source =
        new CountedSource<>(Stream.generate(() -> remembered(elements, new Object())).iterator());

    assertThatThrownBy(() ->
            mapEach(
                source,
                atMost(LIMIT),
                _ -> new Object(),
                result -> {
                  ahead.add(source.pulled() - ahead.size());
                  remembered(results, result);
                  if (ahead.size() == 20_000) {
                    throw enough;
                  }
                }))
        .isSameAs(enough);

    assertThat(ahead).allMatch(pulledAndNotHanded -> pulledAndNotHanded <= LIMIT + 1);
    System.gc();
    assertThat(alive(elements.subList(0, 19_000))).isZero();
    assertThat(alive(results)).isLessThanOrEqualTo(LIMIT + 1L);
  }

  @Test
  void whatWasHandedOverIsNotKeptWhileTheMapRuns() throws Exception {
    var elements = new ArrayList<WeakReference<Object>>();
    var aliveInTheMiddle = new ArrayList<Long>();
    var source = Stream.generate(() -> remembered(elements, new Object())).limit(10_000).iterator();
    var handed = new int[1];

    mapEach(
        source,
        atMost(LIMIT),
        element -> element,
        _ -> {
          if (++handed[0] == 5_000) {
            System.gc();
            synchronized (elements) {
              aliveInTheMiddle.add(alive(List.copyOf(elements)));
            }
          }
        });

    assertThat(aliveInTheMiddle)
        .singleElement()
        .satisfies(alive -> assertThat(alive).isLessThanOrEqualTo(3L * LIMIT));
  }

  private static Object remembered(List<WeakReference<Object>> references, Object element) {
    synchronized (references) {
      references.add(new WeakReference<>(element));
    }
    return element;
  }

  private static long alive(List<WeakReference<Object>> references) {
    return references.stream().filter(reference -> reference.get() != null).count();
  }
}
