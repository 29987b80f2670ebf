package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import org.junit.jupiter.api.Test;

/** Which methods a call may run, where many services have a method in common. */
class ManyServicesTest {
  private static final String SERVICES =
      """
      import java.util.*;
      import org.springframework.web.client.RestTemplate;
      interface Service<T> { T get(String id); }
      abstract class Remote<T> {
        RestTemplate rest;
        public T get(String id) { return (T) rest.getForObject("/" + id, Object.class); }
      }
      interface Rooms extends Service<String> {}
      class RoomsImpl extends Remote<String> implements Rooms {}
      interface Desks extends Service<String> {}
      class DesksImpl implements Desks {
        RestTemplate rest;
        public String get(String id) { return rest.getForObject("/desks/" + id, String.class); }
      }
      class One implements Service<String> { public String get(String id) { return id; } }
      class Two implements Service<String> { public String get(String id) { return id; } }
      class Three implements Service<String> { public String get(String id) { return id; } }
      class Four implements Service<String> { public String get(String id) { return id; } }
      """;

  private final RuleTester rule = new RuleTester(new IndependentWaits());

  @Test
  void theTypeThatACallIsMadeOnTellsWhichOfThem() {
    rule.judges(
        SERVICES
            + """
            class Floors {
              Rooms rooms; Desks desks;
              String of(String room, String desk) {
                String here = rooms.get(room); // finds: independent-waits
                String there = desks.get(desk);
                return here + there;
              }
            }
            """);
  }

  @Test
  void nothingFollowsFromWhatTheyAllHaveInCommon() {
    rule.judges(
        SERVICES
            + """
            class Floors {
              Service<String> rooms; Service<String> desks;
              String of(String room, String desk) {
                String here = rooms.get(room);
                String there = desks.get(desk);
                return here + there;
              }
            }
            """);
  }

  @Test
  void aClassWithoutANameIsNeverTheOnlyOne() {
    String floors =
        """
        import org.springframework.web.client.RestTemplate;
        interface Rooms { String getRoom(String id); }
        class Floors {
          RestTemplate rest;
          CLASS
          String of(Rooms rooms) {
            String here = rooms.getRoom("here");
            String there = rooms.getRoom("there");
            return here + there;
          }
        }
        """;
    String body =
        """
        Rooms { public String getRoom(String id) { return rest.getForObject("/get/" + id, String.class); } }
        """;

    assertThat(confidence(floors, "class Remote implements " + body)).isEqualTo(Confidence.CERTAIN);
    assertThat(
            confidence(
                floors, "Rooms remote() { return new " + body.replace("Rooms", "Rooms()") + "; }"))
        .isEqualTo(Confidence.LIKELY);
  }

  private Confidence confidence(String text, String implementation) {
    return rule.findings(text.replace("CLASS", implementation)).getFirst().confidence();
  }
}
