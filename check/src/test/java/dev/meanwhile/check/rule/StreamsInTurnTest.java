package dev.meanwhile.check.rule;

import static dev.meanwhile.check.rule.WaitInLoopTest.method;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@link WaitInLoop} in the functions of streams, collectors and pages. */
class StreamsInTurnTest {
  private final RuleTester rule = new RuleTester(new WaitInLoop());

  @Nested
  class Speaks {
    @Test
    void ofFunctionsOfStreams() {
      rule.judges(
          method(
              """
              String load(String id) { return rest.getForObject("/users/" + id, String.class); }
              List<String> lambda(List<String> ids) {
                return ids.stream()
                    .map(id -> load(id)) // finds: wait-in-loop
                    .toList();
              }
              List<String> reference(List<String> ids) {
                return ids.stream()
                    .map(this::load) // finds: wait-in-loop
                    .toList();
              }
              void each(List<String> ids, List<String> names) {
                ids.forEach(id -> names.add(load(id))); // finds: wait-in-loop
              }
              """));
    }

    @Test
    void ofTheValuesOfAMapButNotOfAnEnum() {
      rule.judges(
          method(
              """
              enum Part { HEAD, FOOT }
              List<String> named(Map<String, User> byId) {
                return byId.values().stream()
                    .map(user -> load(user.getName())) // finds: wait-in-loop
                    .toList();
              }
              void each(Map<String, User> byId) {
                for (User user : byId.values()) { // finds: wait-in-loop
                  System.out.println(load(user.getName()));
                }
              }
              List<String> parts() {
                return Stream.of(Part.values()).map(part -> load(part.name())).toList();
              }
              void eachPart() {
                for (Part part : Part.values()) {
                  System.out.println(load(part.name()));
                }
              }
              String load(String id) { return rest.getForObject("/" + id, String.class); }
              """));
    }

    @Test
    void ofAPageThatAQueryHasTaken() {
      rule.judgesWithoutLibraries(
          "import com.github.pagehelper.PageHelper;\n"
              + method(
                  """
                  List<String> page() {
                    PageHelper.startPage(1, 20);
                    List<User> all = users.findAll();
                    return all.stream().map(user -> load(user.getName())).toList(); // finds: wait-in-loop
                  }
                  List<String> inEachRound(List<String> ids) {
                    PageHelper.startPage(1, 20);
                    users.findAll();
                    List<String> found = new ArrayList<>();
                    for (String id : ids) {
                      PageHelper.startPage(1, 1);
                      found.add(load(id));
                    }
                    return found;
                  }
                  List<String> before(List<String> ids) {
                    PageHelper.startPage(1, 20);
                    return ids.stream().map(id -> load(id)).toList();
                  }
                  String load(String id) { return rest.getForObject("/" + id, String.class); }
                  """));
    }

    @Test
    void ofPagesAndOfCollectorsInCollectors() {
      rule.judges(
          """
          import static java.util.stream.Collectors.*;
          import org.springframework.data.domain.Page;
          import org.springframework.data.domain.Pageable;
          """
              + method(
                  """
                  Page<User> found(Pageable page) { return null; }
                  Page<String> page(Pageable page) {
                    return found(page).map(user -> load(user.getName())); // finds: wait-in-loop
                  }
                  Map<String, List<String>> grouped(List<String> ids) {
                    return ids.stream().collect(
                        groupingBy(String::trim, mapping(id -> load(id), toList()))); // finds: wait-in-loop
                  }
                  String once(List<String> ids) {
                    return ids.stream().collect(collectingAndThen(joining(), id -> load(id)));
                  }
                  String load(String id) { return rest.getForObject("/" + id, String.class); }
                  """));
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifAStreamStopsEarlyOrRunsInParallel() {
      rule.judges(
          method(
              """
              String load(String id) { return rest.getForObject("/" + id, String.class); }
              Optional<String> first(List<String> ids) {
                return ids.stream().map(id -> load(id)).filter(name -> name != null).findFirst();
              }
              List<String> parallel(List<String> ids) {
                return ids.parallelStream().map(id -> load(id)).toList();
              }
              Optional<String> one(Optional<String> id) {
                return id.map(known -> load(known));
              }
              Optional<String> chosen(List<String> ids) {
                return ids.stream().filter(id -> id.isEmpty()).findFirst().map(this::load);
              }
              Optional<String> least(Optional<List<String>> ids) {
                return ids.flatMap(all -> all.stream().min(String::compareTo).map(id -> load(id)));
              }
              """));
    }
  }
}
