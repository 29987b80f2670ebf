// A round builds, counts and notes something besides; some of that is a change, and some is not.
import io.prometheus.client.Counter;
import java.util.*;
import java.util.stream.*;
import org.house.press.Press;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

class ByProducts {
  static class Part {
    final String name;

    private Part(Builder builder) {
      this.name = builder.name;
    }

    static Builder builder() {
      return Builder.create();
    }

    Builder toBuilder() {
      return builder().name(name);
    }

    static class Builder {
      private String name;
      private int count;

      static Builder create() {
        return new Builder().count(0);
      }

      Builder name(String name) {
        this.name = name;
        return this;
      }

      Builder count(int count) {
        this.count = count;
        return this;
      }

      Part build() {
        return new Part(this);
      }
    }
  }

  @Service
  static class Parts {
    private RestTemplate rest;
    private String last;
    private List<String> seen;

    Part find(String id) {
      last = id;
      return Part.builder().name(rest.getForObject("/parts/" + id, String.class)).build();
    }

    Part findAgain(String id) {
      seen.forEach(each -> each.length());
      return find(id).toBuilder().count(1).build();
    }
  }

  static class Counts {
    private final Map<String, Counter> all = new HashMap<>();

    Counter of(String name) {
      return all.get(name);
    }
  }

  interface Printer {
    String startSheet(String part);

    String name();
  }

  private Map<String, Printer> printers;
  private Parts parts;
  private Counts counts;
  private Press press;
  private RestTemplate rest;

  List<Part> counted(List<String> ids) {
    List<Part> found = new ArrayList<>();
    for (String id : ids) { // finds: wait-in-loop
      found.add(parts.find(id));
      counts.of("parts").inc();
    }
    return found;
  }

  List<Part> built(List<String> ids) {
    List<Part> found = new ArrayList<>();
    for (String id : ids) { // finds: wait-in-loop
      found.add(parts.findAgain(id).toBuilder().count(2).build());
    }
    return found;
  }

  List<String> printed(List<String> ids) {
    List<String> found = new ArrayList<>();
    for (String id : ids) { // silent: each is printed
      String part = rest.getForObject("/parts/" + id, String.class);
      String sheet = press.startSheet(part);
      found.add(sheet);
    }
    return found;
  }

  List<String> printedSomewhere(List<String> ids) {
    List<String> found = new ArrayList<>();
    for (String id : ids) { // silent: each is printed
      Printer printer = printers.get(id);
      String sheet = printer.startSheet(rest.getForObject("/parts/" + id, String.class));
      found.add(sheet);
    }
    return found;
  }

  List<String> named(List<String> ids) {
    List<String> found = new ArrayList<>();
    for (String id : ids) { // finds: wait-in-loop
      String part = rest.getForObject("/parts/" + id, String.class);
      found.add(part + printers.get(id).name());
    }
    return found;
  }

  void sent(List<String> ids) {
    ids.stream()
        .map(id -> rest.getForObject("/parts/" + id, String.class)) // silent: each is sent then
        .forEach(part -> rest.postForObject("/sheets", part, String.class));
  }

  void listed(List<String> ids, List<String> all) {
    ids.stream()
        .map(id -> rest.getForObject("/parts/" + id, String.class)) // finds: wait-in-loop
        .forEach(part -> all.add(part));
  }

  static class Sheets extends org.house.press.AllSheets {
    private RestTemplate rest;

    List<List<String>> filled(List<String> ids) {
      List<List<String>> sheets = new ArrayList<>();
      for (String id : ids) { // finds: wait-in-loop
        List<String> sheet = new ArrayList<>();
        fillLines(rest.getForObject("/parts/" + id, String.class), sheet);
        sheets.add(sheet);
      }
      return sheets;
    }

    void kept(List<String> ids) {
      for (String id : ids) { // silent: each is kept
        String sheet = rest.getForObject("/parts/" + id, String.class);
        parseAndStore(sheet);
      }
    }
  }
}
