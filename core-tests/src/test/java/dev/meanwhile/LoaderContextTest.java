package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One user's loads never run in another user's context. */
@ExtendWith(LeakGuard.class)
class LoaderContextTest {
  private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

  private final VirtualTime time = VirtualTime.create();
  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final Loader<Integer, String, RuntimeException> loader =
      Loader.of(keys -> {
        batches.add(TENANT.orElse("nobody") + Set.copyOf(keys).size());
        return keys.stream().collect(Collectors.toMap(key -> key, key -> TENANT.orElse("nobody")));
      });

  private List<String> loadAs(String tenant) throws Exception {
    return ScopedValue.where(TENANT, tenant)
        .call(() -> map(List.of(1, 2, 3), atMost(3), loader::load));
  }

  @Test
  void eachContextHasBatchesOfItsOwn() throws Exception {
    try (var _ = ContextCarrier.of(TENANT).install()) {
      String values =
          time.run(() -> all(() -> loadAs("ada"), () -> loadAs("bob"), (a, b) -> a + "" + b));

      assertThat(values).isEqualTo("[ada, ada, ada][bob, bob, bob]");
      assertThat(batches).containsExactlyInAnyOrder("ada3", "bob3");
    }
  }

  @Test
  void equalContextsShareABatch() throws Exception {
    try (var _ = ContextCarrier.of(TENANT).install()) {
      time.run(() -> all(() -> loadAs("ada"), () -> loadAs("ada"), (a, b) -> a + "" + b));

      assertThat(batches).containsExactly("ada3");
    }
  }

  @Test
  void theCacheIsOfOneContext() throws Exception {
    var cached = loader.caching();
    try (var _ = ContextCarrier.of(TENANT).install()) {
      var values =
          time.run(() ->
              List.of(
                  ScopedValue.where(TENANT, "ada").call(() -> cached.load(1)),
                  ScopedValue.where(TENANT, "bob").call(() -> cached.load(1))));

      assertThat(values).containsExactly("ada", "bob");
    }
  }
}
