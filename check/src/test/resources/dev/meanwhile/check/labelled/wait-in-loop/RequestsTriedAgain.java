// A client of one's own: many overloads, a token that is asked for anew, texts made of objects.
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.*;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

class RequestsTriedAgain {
  static class Shelf {
    String id;
    String label;

    String getId() {
      return id;
    }

    void setLabel(String label) {
      this.label = label;
    }
  }

  interface Task {
    String run();
  }

  static class Tokens {
    private RestTemplate rest;

    String obtainToken(String user) {
      return rest.getForObject("/tokens/" + user, String.class);
    }
  }

  abstract static class Requests {
    private final RestTemplate rest = new RestTemplate();
    private Tokens tokens;
    private Journal journal;
    private ObjectMapper mapper;

    String findAll(String path) {
      return findAll(path, Map.of());
    }

    String findAll(String path, Map<String, String> parameters) {
      return findAll(path, parameters, "all");
    }

    String findAll(String path, Map<String, String> parameters, String which) {
      return findAll(path, parameters, which, 100);
    }

    String findAll(String path, Map<String, String> parameters, String which, int most) {
      return tried(() -> ask(path + which + most));
    }

    private String ask(String path) {
      String token = tokens.obtainToken("shelves");
      return rest.exchange(path + token, HttpMethod.GET, null, String.class).getBody();
    }

    private String tried(Task task) {
      try {
        return task.run();
      } catch (HttpStatusCodeException refused) {
        tokens.clearTokenCache();
        return task.run();
      }
    }

    String findNoted(String path) {
      try {
        return ask(path);
      } catch (HttpStatusCodeException refused) {
        journal.saveRefusal(path);
        throw refused;
      }
    }

    String findByText(Shelf shelf) throws Exception {
      return ask("/shelves/search?by=" + mapper.writeValueAsString(shelf));
    }
  }

  static class Shelves extends Requests {
    String search(String room) {
      return findAll("/rooms/" + room + "/shelves");
    }
  }

  static class Rooms {
    private Shelves shelves;

    String shelvesOf(String room) {
      return shelves.search(room);
    }
  }

  private Shelves shelves;
  private Rooms rooms;
  private RestTemplate rest;

  List<String> deep(List<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : names) { // finds: wait-in-loop
      all.add(rooms.shelvesOf(name));
    }
    return all;
  }

  List<String> noted(List<String> paths) {
    List<String> all = new ArrayList<>();
    for (String path : paths) { // silent: a failure is written down
      all.add(shelves.findNoted(path));
    }
    return all;
  }

  List<String> byText(List<Shelf> like) throws Exception {
    List<String> all = new ArrayList<>();
    for (Shelf shelf : like) { // finds: wait-in-loop
      all.add(shelves.findByText(shelf));
    }
    return all;
  }

  void label(List<Shelf> all) {
    for (Shelf shelf : all) { // finds: wait-in-loop
      addLabelTo(shelf);
    }
  }

  private void addLabelTo(Shelf shelf) {
    shelf.setLabel(rest.getForObject("/labels/" + shelf.getId(), String.class));
  }

  List<Shelf> copies(List<String> ids) {
    List<Shelf> all = new ArrayList<>();
    for (String id : ids) { // finds: wait-in-loop
      all.add(createShelf(id));
    }
    return all;
  }

  private Shelf createShelf(String id) {
    Shelf shelf = new Shelf();
    shelf.setLabel(rest.getForObject("/labels/" + id, String.class));
    return shelf;
  }

  List<String> orders(List<String> ids) {
    List<String> all = new ArrayList<>();
    for (String id : ids) { // silent: each changes something
      all.add(createOrder(id));
    }
    return all;
  }

  private String createOrder(String id) {
    String label = rest.getForObject("/labels/" + id, String.class);
    return rest.postForObject("/orders", label, String.class);
  }

  List<String> told(List<String> ids) {
    List<String> all = new ArrayList<>();
    for (String id : ids) { // silent: the client is told to do something
      String label = rest.getForObject("/labels/" + id, String.class);
      all.add(Printers.of("one").at(label).triggerPrint(id));
    }
    return all;
  }
}
