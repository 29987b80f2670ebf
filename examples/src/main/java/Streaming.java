import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Streams.batching;
import static dev.meanwhile.stream.Streams.mapping;
import static dev.meanwhile.stream.Streams.mappingPerKey;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.stream.Streams;
import java.util.List;
import java.util.stream.Stream;

void main() throws InterruptedException {
  // @start region="streams"
  List<String> names =
      Stream.iterate(1, id -> id + 1) // endless: only what is wanted is asked for
          .gather(mapping(atMost(4), id -> name(id)))
          .limit(6)
          .toList();
  IO.println(names);

  // checked exceptions are declared, and whatever is in flight ends here, however it ends
  Streams.forEach(
      names.stream()
          .gather(mappingPerKey(atMost(4), 100, name -> name.charAt(0), name -> saved(name)))
          .sorted()
          .gather(batching(4, ofSeconds(1))),
      batch -> IO.println(batch));
  // @end
}

String name(int id) throws InterruptedException {
  sleep(ofMillis(20 - 2 * id)); // the later, the quicker: the order stays
  return (id % 2 == 0 ? "a" : "b") + id;
}

String saved(String name) throws InterruptedException {
  sleep(ofMillis(5));
  return "saved " + name;
}
