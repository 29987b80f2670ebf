// Rows of a table that each ask for a part of themselves.
import java.util.*;
import java.util.stream.*;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.data.jpa.repository.*;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.*;

class RowsOfATable {
  static class Author {
    String name;

    String getName() {
      return name;
    }
  }

  static class Article {
    long id;
    long author;

    long getAuthor() {
      return author;
    }
  }

  static class Row {
    String author;

    Row(Article article, Author author) {}

    Row(Article article) {}

    void setAuthor(String author) {}
  }

  interface Authors extends JpaRepository<Author, Long> {}

  interface Articles extends JpaRepository<Article, Long> {
    List<Article> findByTopic(String topic);
  }

  @FeignClient("likes")
  interface Likes {
    Integer getLikes(long article);
  }

  private Authors authors;
  private Articles articles;
  private Likes likes;
  private RestTemplate rest;

  List<Row> intoAList(String topic) {
    List<Row> rows = new ArrayList<>();
    for (Article article : articles.findByTopic(topic)) { // finds: wait-in-loop
      Author author = authors.findById(article.getAuthor()).orElse(null);
      rows.add(new Row(article, author));
    }
    return rows;
  }

  List<Row> bySetters(String topic) {
    List<Row> rows = new ArrayList<>();
    for (Article article : articles.findByTopic(topic)) { // finds: wait-in-loop
      Row row = new Row(article);
      authors.findById(article.getAuthor()).ifPresent(author -> row.setAuthor(author.getName()));
      rows.add(row);
    }
    return rows;
  }

  List<Row> inAStream(String topic) {
    return articles.findByTopic(topic).stream()
        // finds: wait-in-loop
        .map(article -> {
          Row row = new Row(article);
          row.setAuthor(authors.findById(article.getAuthor()).map(Author::getName).orElse(""));
          return row;
        })
        .collect(Collectors.toList());
  }

  List<Row> byAMethod(String topic) {
    return articles.findByTopic(topic).stream()
        .map(this::row) // finds: wait-in-loop
        .collect(Collectors.toList());
  }

  private Row row(Article article) {
    return new Row(article, authors.findById(article.getAuthor()).orElse(null));
  }

  Map<Long, Integer> intoAMap(List<Long> ids) {
    Map<Long, Integer> found = new HashMap<>();
    for (Long id : ids) { // finds: wait-in-loop
      found.put(id, likes.getLikes(id));
    }
    return found;
  }

  Map<Long, Integer> byACollector(List<Long> ids) {
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> likes.getLikes(id))); // finds: wait-in-loop
  }

  int aSum(List<Long> ids) {
    int sum = 0;
    for (Long id : ids) { // finds: wait-in-loop
      sum += likes.getLikes(id);
    }
    return sum;
  }

  List<String> byIndex(List<String> ids) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) { // finds: wait-in-loop
      found.add(rest.getForObject("http://names/" + ids.get(i), String.class));
    }
    return found;
  }

  static class Links {
    static <T> T methodOn(Class<T> controller) {
      return null;
    }
  }

  List<Object> links(List<Long> ids) {
    List<Object> links = new ArrayList<>();
    for (Long id : ids) { // silent: no call
      links.add(Links.methodOn(RowsOfATable.class).intoAMap(List.of(id)));
    }
    return links;
  }

  Long firstThatIsLiked(List<Long> ids) {
    for (Long id : ids) { // silent: early exit
      if (likes.getLikes(id) > 0) {
        return id;
      }
    }
    return null;
  }

  boolean anyIsLiked(List<Long> ids) {
    return ids.stream().anyMatch(id -> likes.getLikes(id) > 0); // silent: short circuit
  }

  @Transactional
  List<Row> inATransaction(String topic) {
    List<Row> rows = new ArrayList<>();
    for (Article article : articles.findByTopic(topic)) { // silent: transaction
      rows.add(new Row(article, authors.findById(article.getAuthor()).orElse(null)));
    }
    return rows;
  }

  String chain(List<String> steps) {
    String last = "start";
    for (String step : steps) { // silent: loop-carried
      last = rest.getForObject("http://steps/" + step + "?after=" + last, String.class);
    }
    return last;
  }

  void thatSaves(List<Article> list) {
    for (Article article : list) { // silent: effect
      Article old = articles.findById(article.id).orElse(null);
      old.author = article.author;
      articles.save(old);
    }
  }

  List<String> allPages(String topic) {
    List<String> all = new ArrayList<>();
    int page = 0;
    while (true) { // silent: paging
      String answer = rest.getForObject("http://topics/" + topic + "?page=" + page, String.class);
      if (answer.isEmpty()) {
        break;
      }
      all.add(answer);
      page++;
    }
    return all;
  }

  String poll(String job) throws InterruptedException {
    String state = "new";
    while (!state.equals("done")) { // silent: polling
      state = rest.getForObject("http://jobs/" + job, String.class);
      Thread.sleep(500);
    }
    return state;
  }
}
