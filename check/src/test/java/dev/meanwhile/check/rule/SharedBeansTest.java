package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;

/** Objects for one thread behind beans that all threads share. */
class SharedBeansTest {
  private static final String DAO =
      """
      import java.util.*;
      import javax.persistence.*;
      import javax.persistence.criteria.*;
      import org.springframework.stereotype.Repository;
      class Room {}
      BEAN class Rooms {
        EntityManager entities;
        List<Room> on(int floor) {
          CriteriaBuilder builder = entities.getCriteriaBuilder();
          CriteriaQuery<Room> query = builder.createQuery(Room.class);
          Root<Room> room = query.from(Room.class);
          query.where(builder.equal(room.get("floor"), floor));
          query.orderBy(builder.asc(room.get("name")));
          return entities.createQuery(query).setMaxResults(9).getResultList();
        }
        List<Room> onAll(List<Integer> floors) {
          var all = new ArrayList<Room>();
          for (int floor : floors) {
            all.addAll(on(floor));
          }
          return all;
        }
      }
      class House {
        Rooms rooms;
        List<Room> of(List<Integer> floors) {
          var all = new ArrayList<Room>();
          for (int floor : floors) { MARK
            all.addAll(rooms.on(floor));
          }
          return all;
        }
      }
      """;

  private final RuleTester rule = new RuleTester(new WaitInLoop());

  private static String dao(String bean, String marker) {
    return DAO.replace("BEAN", bean).replace("MARK", marker);
  }

  @Test
  void whatABeanKeepsToAThreadIsItsOwnConcern() {
    rule.judgesWithoutLibraries(dao("@Repository", "// finds: wait-in-loop"));
  }

  @Test
  void aBeanOfOneRequestAndAnObjectThatIsNoneServeOneThread() {
    rule.judgesWithoutLibraries(dao("@Repository @RequestScope", ""));
    rule.judgesWithoutLibraries(dao("", ""));
  }
}
