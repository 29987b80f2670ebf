package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits in modules beside the tree: the names of types of the same house tell. */
class MissingModulesTest {
  private static final String FLOORS =
      """
      // file: Floors.java
      package org.house.floors;
      import org.house.rooms.RoomRepository;
      import PACKAGE.TYPE;
      class Floors {
        RoomRepository rooms; TYPE one;
        Object[] page(long id) {
          Object a = one.CALL;MARKER
          Object b = rooms.findById(id);
          return new Object[] {a, b};
        }
      }
      """;

  private final RuleTester rule = new RuleTester(new IndependentWaits());

  private static String found(String type, String call) {
    return silent("org.house.desks", type, call).replace("MARKER", " // finds: independent-waits");
  }

  private static String silent(String house, String type, String call) {
    return FLOORS.replace("PACKAGE", house).replace("TYPE", type).replace("CALL", call);
  }

  private static String helped(String house, String call, String marker) {
    return silent(house, "DeskHelper", call)
        .replace("one." + call, "DeskHelper." + call)
        .replace("class Floors", "import java.net.http.HttpClient;\nclass Floors")
        .replace("long id", "HttpClient client, long id")
        .replace("MARKER", " " + marker);
  }

  @Nested
  class Speaks {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "DeskRepository findByRoom(id)",
          "DeskDao queryByRoom(id)",
          "DeskMapper selectByRoom(id)",
          "DeskDao getAll()",
          "DeskClient getDesk(id)",
          "DeskApi listDesks()",
          "DeskService findByRoom(id)",
          "DeskService getDeskById(id)"
        })
    void ofWhatIsNamedLikeAClientOrARepository(String shape) {
      String[] parts = shape.split(" ");
      rule.judgesWithoutLibraries(found(parts[0], parts[1]));
    }

    @Test
    void ofClientsInTheTreeThatNothingImplements() {
      rule.judgesWithoutLibraries(
          found("DeskClient", "getDesk(id)")
              + "// file: DeskClient.java\n"
              + "package org.house.desks;\n"
              + "public interface DeskClient { Object getDesk(long id); }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RoomContext context", "RoomContext roomContext", "Object callContext"})
    void whereBothAreToldOfARequest(String context) {
      String name = context.substring(context.indexOf(' ') + 1);
      rule.judgesWithoutLibraries(
          found("DeskApi", "getDesk(id, " + name + ")")
              .replace("long id", context + ", long id")
              .replace("rooms.findById(id)", "rooms.findById(id, " + name + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desks", "DeskClient.getInstance()"})
    void ofLocalsAndOnesThatAreGot(String object) {
      rule.judgesWithoutLibraries(
          found("DeskClient", "getDesk(id)")
              .replace("one.getDesk", object + ".getDesk")
              .replace("long id", "DeskClient desks, long id"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"fetchDesk(client, id)", "executeGET(client, id)", "sendGetRequest(client, id)"})
    void ofHelpersThatAreGivenAClient(String call) {
      rule.judgesWithoutLibraries(helped("org.house.desks", call, "// finds: independent-waits"));
    }

    @Test
    void atMostLikely() {
      assertThat(rule.findings(found("DeskRepository", "findByRoom(id)")))
          .singleElement()
          .extracting(Finding::confidence)
          .isEqualTo(Confidence.LIKELY);
    }
  }

  @Nested
  class IsSilent {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "DeskRepository save(id)",
          "DeskClient createDesk(id)",
          "DeskService send(id)",
          "DeskService deskOf(id)",
          "DeskClient getName()",
          "DeskMapper getName()",
          "DeskMapper toDto(id)",
          "DeskMapper getDisplayName()",
          "DeskRegistry findByRoom(id)",
          "Client getDesk(id)"
        })
    void aboutChangesAndNamesThatSayNothing(String shape) {
      String[] parts = shape.split(" ");
      rule.judgesWithoutLibraries(
          silent("org.house.desks", parts[0], parts[1]).replace("MARKER", ""));
    }

    @Test
    void aboutOtherHouses() {
      rule.judgesWithoutLibraries(
          silent("org.library.desks", "DeskRepository", "findByRoom(id)").replace("MARKER", ""));
    }

    @Test
    void aboutHelpersOfOtherHouses() {
      rule.judgesWithoutLibraries(helped("org.library.desks", "fetchDesk(client, id)", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deskOf(client, id)", "updateDesk(client, id)", "fetchDesk(id)"})
    void aboutHelpersThatDoNotAskAClient(String call) {
      rule.judgesWithoutLibraries(helped("org.house.desks", call, ""));
    }

    @Test
    void aboutOtherProjectsOfOneFoundation() {
      rule.judgesWithoutLibraries(
          silent("org.apache.desks", "DeskRepository", "findByRoom(id)")
              .replace("package org.house", "package org.apache")
              .replace("MARKER", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "context", "desks", "openSession()"})
    void whereBothAreGivenAConnection(String given) {
      String text =
          silent("org.house.desks", "DeskService", "findByRoom(" + given + ", id)")
              .replace("long id", "Floor floor, Object context, DeskSession desks, long id")
              .replace("rooms.findById(id)", "rooms.findById(" + given + ", id)");
      boolean isFound = given.equals("floor");
      rule.judgesWithoutLibraries(
          text.replace("MARKER", isFound ? " // finds: independent-waits" : ""));
    }

    @Test
    void whereABeanIsGivenAConnectionForThem() {
      rule.judgesWithoutLibraries(
          """
          package org.house.floors;
          import org.house.core.Context;
          import org.house.desks.DeskService;
          import org.house.rooms.RoomService;
          @org.springframework.stereotype.Service
          class Bean {
            RoomService rooms; DeskService desks;
            Object desk(Context context, String id) { return desks.findByRoom(context, id); }
            Object room(Context context, String id) { return rooms.findById(context, id); }
          }
          class Floors {
            Object[] page(Context context, String id, Bean bean) {
              Object a = bean.desk(context, id);
              Object b = bean.room(context, id);
              return new Object[] {a, b};
            }
          }
          """);
    }

    @Test
    void aboutTheGettersOfAnInterface() {
      rule.judgesWithoutLibraries(
          silent("org.house.desks", "DeskClient", "getName()").replace("MARKER", "")
              + "// file: DeskClient.java\n"
              + "package org.house.desks;\n"
              + "public interface DeskClient { Object getName(); }\n");
    }
  }
}
