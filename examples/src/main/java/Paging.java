import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.stream.Pages.pages;

import dev.meanwhile.stream.Page;
import dev.meanwhile.stream.Pages;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

void main() throws IOException, InterruptedException {
  // @start region="pages"
  try (Stream<String> orders = pages("first", cursor -> ordersAt(cursor))) {
    IO.println(orders.filter(order -> order.endsWith("3")).findFirst().orElseThrow());
  }

  // pages by offset, two of them fetched ahead, each tried up to three times
  Pages.from(0L, offset -> Page.slice(ordersFrom(offset, 4), offset, 4))
      .prefetch(2)
      .under(attempts(3).on(IOException.class))
      .forEach(order -> IO.println(order));
  // @end
}

Page<String, String> ordersAt(String cursor) throws IOException {
  return switch (cursor) {
    case "first" -> new Page<>(List.of("order 0", "order 1"), "second");
    case "second" -> new Page<>(List.of(), "third"); // an empty page is not the end
    case "third" -> Page.last(List.of("order 2", "order 3"));
    default -> throw new IOException("no page at " + cursor);
  };
}

List<String> ordersFrom(long offset, int size) throws IOException {
  return IntStream.range((int) offset, (int) Math.min(6, offset + size))
      .mapToObj(i -> "order " + i)
      .toList();
}
