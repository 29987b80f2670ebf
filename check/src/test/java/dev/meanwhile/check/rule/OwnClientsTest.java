package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link UnboundedFanOut} on clients of the same house that are missing. */
class OwnClientsTest {
  private static final String REMOVED =
      """
      // file: Removed.java
      package org.house.shops;
      import java.util.*;
      import java.util.concurrent.*;
      import PACKAGE.Admin;
      class Removed {
        private Admin admin;
        void remove(Set<String> ELEMENTS) {
          List<CompletableFuture<Void>> futures = new ArrayList<>();
          for (String one : ELEMENTS) {MARKER
            futures.add(admin.orders().CALL);
          }
          CompletableFuture.allOf(futures.toArray(new CompletableFuture[0])).join();
        }
      }
      """;

  private final RuleTester rule = new RuleTester(new UnboundedFanOut());

  private static String removed(String house, String elements, String call, String marker) {
    return REMOVED
        .replace("PACKAGE", house)
        .replace("ELEMENTS", elements)
        .replace("CALL", call)
        .replace("MARKER", marker);
  }

  @Nested
  class Speaks {
    @ParameterizedTest
    @ValueSource(strings = {"users", "orderKeys", "entityNames", "topicList"})
    void ofOneRequestForEachOfMany(String elements) {
      rule.judgesWithoutLibraries(
          removed("org.house.admin", elements, "deleteAsync(one)", " // finds: unbounded-fan-out"));
    }

    @Test
    void ofAStream() {
      rule.judgesWithoutLibraries(
          """
          package org.house.shops;
          import java.util.*;
          import org.house.admin.Admin;
          class Found {
            Admin admin;
            List<Object> find(List<String> users) {
              return users.stream()
                  .map(user -> admin.findAsync(user)) // finds: unbounded-fan-out
                  .toList();
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @ParameterizedTest
    @ValueSource(strings = {"clusters", "brokerNames", "userServers", "all"})
    void aboutWhatMayBeFew(String elements) {
      rule.judgesWithoutLibraries(removed("org.house.admin", elements, "deleteAsync(one)", ""));
    }

    @Test
    void aboutOtherHouses() {
      rule.judgesWithoutLibraries(removed("org.library.admin", "users", "deleteAsync(one)", ""));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "deleteAsync()",
          "delete(one)",
          "deleteAsync(one).get()",
          "deleteAsync(one).join()"
        })
    void aboutOneAfterTheOther(String call) {
      rule.judgesWithoutLibraries(removed("org.house.admin", "users", call, ""));
    }
  }
}
