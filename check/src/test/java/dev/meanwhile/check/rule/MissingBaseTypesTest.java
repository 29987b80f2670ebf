package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What waits behind types that are not there: the names and annotations tell. */
class MissingBaseTypesTest {
  private static final String IMPORTS =
      """
      import com.baomidou.mybatisplus.core.mapper.BaseMapper;
      import com.baomidou.mybatisplus.extension.service.impl.ServiceImpl;
      import com.example.data.OwnRepository;
      import com.example.data.OwnDao;
      import com.mongodb.client.MongoCollection;
      import java.util.*;
      import javax.persistence.EntityManager;
      import org.bson.Document;
      import org.springframework.stereotype.Repository;
      class Room {}
      class Desk {}
      """;

  private final RuleTester rule = new RuleTester(new IndependentWaits());

  @Nested
  class Speaks {
    @Test
    void ofRepositoriesOnAMissingBaseTypeByTheirNameOrAnnotation() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              interface RoomRepository extends OwnRepository<Room, String> { List<Room> findByFloor(int floor); }
              @Repository interface Desks extends OwnRepository<Desk, String> { List<Desk> findByFloor(int floor); }
              class Floors {
                RoomRepository rooms; Desks desks;
                int places(int floor) {
                  List<Room> all = rooms.findByFloor(floor); // finds: independent-waits
                  List<Desk> more = desks.findByFloor(floor);
                  return all.size() + more.size();
                }
              }
              """);
    }

    @Test
    void moreSurelyOfAKnownBaseTypeThanOfAName() {
      assertThat(confidence("JpaRepository")).isEqualTo(Confidence.CERTAIN);
      assertThat(confidence("OwnRepository")).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void atMostLikelyOfWhatAStaticMethodMakes() {
      String code =
          """
          import org.apache.http.client.fluent.Request;
          class Texts {
            String getText(String url) throws Exception {
              return Request.Get(url).execute().returnContent().asString();
            }
            String both(String one, String other) throws Exception {
              String first = getText(one);
              String second = getText(other);
              return first + second;
            }
          }
          """;
      assertThat(rule.findings(code))
          .singleElement()
          .extracting(Finding::confidence)
          .isEqualTo(Confidence.LIKELY);
    }

    private Confidence confidence(String base) {
      String code =
          """
          import com.example.data.OwnRepository;
          import org.springframework.data.jpa.repository.JpaRepository;
          class Room {}
          interface RoomRepository extends BASE<Room, Long> { Room findByName(String name); }
          class Floors {
            RoomRepository rooms;
            boolean same(String one, String other) {
              Room first = rooms.findByName(one);
              Room second = rooms.findByName(other);
              return first == second;
            }
          }
          """;
      return rule.findings(code.replace("BASE", base)).getFirst().confidence();
    }

    @Test
    void ofWhatAServiceInheritsFromMyBatisPlus() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              interface RoomMapper extends BaseMapper<Room> {}
              interface DeskMapper extends BaseMapper<Desk> {}
              class RoomService extends ServiceImpl<RoomMapper, Room> {
                DeskMapper desks;
                String of(long id, long desk) {
                  Room room = getById(id); // finds: independent-waits
                  Desk place = desks.selectById(desk);
                  return room + " " + place;
                }
                String first(long id, long desk) {
                  Room room = baseMapper.selectById(id); // finds: independent-waits
                  Desk place = desks.selectById(desk);
                  return room + " " + place;
                }
                String at(int floor, long desk) {
                  Room room = lambdaQuery().eq(Room::getFloor, floor).one(); // finds: independent-waits
                  Desk place = desks.selectById(desk);
                  return room + " " + place;
                }
              }
              """);
    }

    @Test
    void ofFieldsAndGettersOfAMissingSuperclass() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              class RoomDao extends OwnDao {
                int places(int floor) {
                  List<Room> rooms = jdbcTemplate.query("select * from room", floor); // finds: independent-waits
                  List<Desk> desks = getJdbcTemplate().query("select * from desk", floor);
                  return rooms.size() + desks.size();
                }
              }
              """);
    }

    @Test
    void ofChainsThatBeginWithACollection() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              class Documents {
                MongoCollection<Document> rooms; MongoCollection<Document> desks;
                String of(String id) {
                  Document room = rooms.find(by(id)).first(); // finds: independent-waits
                  Document desk = desks.find(by(id)).first();
                  return room + " " + desk;
                }
                Document by(String id) { return new Document("id", id); }
              }
              """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void aboutARepositoryThatTheProgramImplements() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              @Repository interface RoomRepository { List<Room> findByFloor(int floor); }
              class RoomsInMemory implements RoomRepository {
                Map<Integer, List<Room>> rooms = new HashMap<>();
                public List<Room> findByFloor(int floor) { return rooms.get(floor); }
              }
              class Floors {
                RoomRepository rooms;
                int places(int floor) {
                  List<Room> here = rooms.findByFloor(floor);
                  List<Room> above = rooms.findByFloor(floor + 1);
                  return here.size() + above.size();
                }
              }
              """);
    }

    @Test
    void aboutTheQueriesOfOneEntityManager() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              class RoomDao {
                EntityManager entities;
                int places(int floor) {
                  List<Room> rooms = entities.createQuery("from Room").setParameter(1, floor).getResultList();
                  List<Desk> desks = entities.createQuery("from Desk").setParameter(1, floor).getResultList();
                  return rooms.size() + desks.size();
                }
              }
              """);
    }

    @Test
    void aboutQueriesThatAreGivenOneSession() {
      rule.judgesWithoutLibraries(
          IMPORTS
              + """
              class Documents {
                MongoCollection<Document> rooms; MongoCollection<Document> desks;
                Document room(com.mongodb.client.ClientSession session, String id) {
                  return rooms.find(session, new Document("id", id)).first();
                }
                Document desk(com.mongodb.client.ClientSession session, String id) {
                  return desks.find(session, new Document("id", id)).first();
                }
                String both(com.mongodb.client.ClientSession session, String id) {
                  Document room = room(session, id);
                  Document desk = desk(session, id);
                  return room + " " + desk;
                }
                String each(String id) {
                  Document room = room(null, id); // finds: independent-waits
                  Document desk = desk(null, id);
                  return room + " " + desk;
                }
              }
              """);
    }

    @Test
    void aboutAQueryThatIsToldMoreInBetween() {
      rule.judges(
          """
          import java.util.*;
          import org.springframework.data.mongodb.core.MongoTemplate;
          import org.springframework.data.mongodb.core.query.Query;
          class Room {}
          class Rooms {
            MongoTemplate mongo;
            String page(Query query, Object page) {
              long count = mongo.count(query, Room.class);
              List<Room> rooms = mongo.find(query.with(page), Room.class);
              return count + " " + rooms;
            }
          }
          """);
    }
  }
}
