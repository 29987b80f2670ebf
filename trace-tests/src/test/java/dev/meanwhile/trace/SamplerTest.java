package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void ofEachSoManyRunsOneIsChosenInChangingPlaces(int n) {
    var sampler = new Sampler(n);
    var places = new HashSet<Integer>();
    for (int block = 0; block < 100; block++) {
      int chosen = 0;
      for (int place = 0; place < n; place++) {
        if (sampler.next()) {
          chosen++;
          places.add(place);
        }
      }
      assertThat(chosen).isEqualTo(1);
    }
    assertThat(places).hasSizeGreaterThan(n / 2);
  }

  @Test
  void noneMayBeChosen() {
    var sampler = new Sampler(0);

    assertThat(sampler.next()).isFalse();
    assertThat(sampler.next()).isFalse();
  }
}
