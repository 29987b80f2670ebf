import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofSeconds;

import dev.meanwhile.Loader;
import java.util.Collection;
import java.util.List;
import java.util.Set;

// @start region="loader"
record User(int id, String name) {}

record Invoice(int number, int userId) {}

final Loader<Integer, User, RuntimeException> users =
    Loader.rows(User::id, this::findUsers).named("users").upTo(500).waitingAtMost(ofSeconds(1));

void main() throws InterruptedException {
  List<Invoice> invoices = List.of(new Invoice(1, 7), new Invoice(2, 9), new Invoice(3, 7));

  // each invoice asks for its own user, as if there were no batches
  List<String> lines =
      map(invoices, atMost(64), i -> i.number() + ": " + users.load(i.userId()).name());

  IO.println(lines + " by " + users.statistics().batches() + " query");
  // @end
  nested();
}

// SELECT * FROM users WHERE id IN (...)
Collection<User> findUsers(Set<Integer> ids) {
  return ids.stream().map(id -> new User(id, "user " + id)).toList();
}

void nested() throws InterruptedException {
  // @start region="nested"
  Loader<String, List<String>, RuntimeException> books =
      Loader.<String, List<String>, RuntimeException>inOrder(
              authors -> authors.stream().map(a -> List.of(a + "-1", a + "-2")).toList())
          .waitingAtMost(ofSeconds(1));
  Loader<String, Integer, RuntimeException> stars =
      Loader.<String, Integer, RuntimeException>inOrder(
              titles -> titles.stream().map(String::length).toList())
          .waitingAtMost(ofSeconds(1));

  // two levels, whatever the number of authors: one query for all books, one for all stars
  List<Integer> best =
      map(
          List.of("Woolf", "Eco", "Calvino"),
          atMost(10),
          author -> map(books.load(author), atMost(10), stars::load).getLast());
  IO.println(best + " by " + books.statistics().batches() + " + " + stars.statistics().batches());
  // @end
}
