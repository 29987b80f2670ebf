package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many tasks {@link UnboundedFanOut} takes a loop to start. */
class NumberOfElementsTest {
  private final RuleTester rule = new RuleTester(new UnboundedFanOut());

  private void judges(String fields, String body) {
    rule.judges(UnboundedFanOutTest.sample(fields, body));
  }

  @Nested
  class IsUnknown {
    @Test
    void ofAListThatAVisitorFills() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          List<String> found = new ArrayList<>();
          new Object() {
            void visit(String id) {
              found.add(id);
            }
          };
          for (int i = 0; i < found.size(); i++) { // finds: unbounded-fan-out
            String id = found.get(i);
            pool.submit(() -> load(id));
          }
          """);
    }

    @Test
    void ofARangeOverTheSizeOfAList() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          List<Future<?>> all = IntStream.range(0, ids.size())
              .<Future<?>>mapToObj(i -> pool.submit(() -> load(ids.get(i)))) // finds: unbounded-fan-out
              .toList();
          List<Future<?>> few = IntStream.range(0, 4)
              .<Future<?>>mapToObj(i -> pool.submit(() -> load("c" + i)))
              .toList();
          """);
    }

    @Test
    void ofACountThatIsTheSizeOfAList() {
      judges(
          "private final ExecutorService pool = Executors.newCachedThreadPool();",
          """
          int n = ids.size();
          for (int i = 0; i < n; i++) { // finds: unbounded-fan-out
            String id = ids.get(i);
            pool.submit(() -> load(id));
          }
          int k = ids.subList(0, 3).size();
          for (int i = 0; i < k; i++) {
            pool.submit(() -> load("c"));
          }
          """);
    }
  }

  @Nested
  class IsSmall {
    @Test
    void ifThereAreFewElements() {
      judges(
          """
          enum Part { HEAD, BODY, FOOT }
          private static final List<String> NAMES = List.of("a", "b");
          private final ExecutorService pool = Executors.newCachedThreadPool();
          """,
          """
          for (Part part : Part.values()) {
            pool.submit(() -> load(part.name()));
          }
          NAMES.forEach(name -> pool.submit(() -> load(name)));
          List<String> small = Stream.of("A", "B").map(String::toLowerCase).toList();
          small.forEach(name -> pool.submit(() -> load(name)));
          List<String> some = ids.stream().limit(3).toList();
          some.forEach(name -> pool.submit(() -> load(name)));
          for (String id : ids.subList(0, 3)) {
            pool.submit(() -> load(id));
          }
          List<Callable<String>> two = new ArrayList<>();
          two.add(() -> load("a"));
          two.add(() -> load("b"));
          for (Callable<String> one : two) {
            pool.submit(one);
          }
          for (int i = 0; i < 4; i++) {
            pool.submit(() -> load("c"));
          }
          """);
    }
  }
}
