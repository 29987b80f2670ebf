// Pairs through libraries that fewer know.
import com.querydsl.jpa.impl.JPAQueryFactory;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.smallrye.mutiny.Uni;
import java.util.List;
import kong.unirest.Unirest;
import org.keycloak.admin.client.Keycloak;
import org.springframework.stereotype.Repository;

class LessKnownClients {
  static class Guest extends PanacheEntity {
    public String name;

    static Guest byName(String name) {
      return find("name", name).firstResult();
    }
  }

  static class Table extends PanacheEntity {
    public int seats;

    static Table ofSeats(int seats) {
      return find("seats", seats).firstResult();
    }
  }

  @Repository
  static class Bills {
    private JPAQueryFactory queries;

    List<Object> findByGuest(String guest) {
      return queries.selectFrom("bill").where("guest", guest).fetch();
    }

    long closeAll(String guest) {
      return queries.update("bill").where("guest", guest).execute();
    }
  }

  interface Weather {
    Uni<String> getNow(String city);

    Uni<String> storeNow(String city);
  }

  private Bills bills;
  private Keycloak keycloak;
  private Weather weather;

  Object[] dinner(String name, int seats) {
    Guest guest = Guest.byName(name); // finds: independent-waits
    Table table = Table.ofSeats(seats);
    return new Object[] {guest, table};
  }

  Object[] bill(String name, int seats) {
    List<Object> all = bills.findByGuest(name); // finds: independent-waits
    Table table = Table.ofSeats(seats);
    return new Object[] {all, table};
  }

  Object[] closed(String name, int seats) {
    long count = bills.closeAll(name); // silent: closes them
    Table table = Table.ofSeats(seats);
    return new Object[] {count, table};
  }

  Object[] texts(String one, String other) {
    String first = Unirest.get(one).asString().getBody(); // finds: independent-waits
    String second = Unirest.get(other).asString().getBody();
    return new Object[] {first, second};
  }

  Object[] posted(String one, String other) {
    Unirest.post(one).asString(); // silent: the first changes something
    String second = Unirest.get(other).asString().getBody();
    return new Object[] {second};
  }

  Object[] users(String in, String id) {
    Object own = keycloak.realm(in).users().get(id).toRepresentation(); // finds: independent-waits
    int count = keycloak.realm(in).groups().count();
    return new Object[] {own, count};
  }

  Object[] cities(String one, String other) {
    String first = weather.getNow(one).await().indefinitely(); // finds: independent-waits
    String second = weather.getNow(other).await().indefinitely();
    return new Object[] {first, second};
  }

  Object[] stored(String one, String other) {
    String first = weather.storeNow(one).await().indefinitely(); // silent: it stores
    String second = weather.getNow(other).await().indefinitely();
    return new Object[] {first, second};
  }
}
