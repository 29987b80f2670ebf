import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.stream.Streams.mapping;

import dev.meanwhile.stream.Page;
import dev.meanwhile.stream.Pages;
import dev.meanwhile.stream.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

// All rows of a table into a file, in their order and in constant memory: a million rows pass
// through a heap of 64 MB. Run it with -Xmx64m -Drows=1000000 -Dfile=orders.csv.
void main() throws IOException, InterruptedException {
  Path file = Path.of(System.getProperty("file", "target/orders.csv"));
  // @start region="export"
  var pages = Pages.from(0L, offset -> Page.slice(read(offset, 1_000), offset, 1_000));
  try (var lines = Files.newBufferedWriter(file)) {
    Streams.<String, IOException>forEach(
        pages.byPage().gather(mapping(atMost(8), page -> enriched(page.items()))),
        text -> lines.write(text));
  }
  // @end
  try (var lines = Files.lines(file)) {
    IO.println(lines.count() + " rows");
  }
}

List<Long> read(long offset, int size) {
  return LongStream.range(offset, Math.min(Long.getLong("rows", 2_500), offset + size))
      .boxed()
      .toList();
}

String enriched(List<Long> ids) throws IOException {
  return ids.stream()
      .map(id -> id + ",order " + id + ",customer " + id % 97 + "\n")
      .collect(Collectors.joining());
}
