// Two reads that each leave something behind in an object that both can reach.
import java.util.*;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestTemplate;

class SharedThings {
  static class Journal {
    private final List<String> lines;

    Journal(List<String> lines) {
      this.lines = lines;
    }

    void note(String line) {
      lines.add(line);
    }
  }

  static class Mark {
    private String seen;

    void setSeen(String seen) {
      this.seen = seen;
    }

    String getSeen() {
      return seen;
    }
  }

  static class Question {
    private final List<String> words = new ArrayList<>();
    private String language;

    void setLanguage(String language) {
      this.language = language;
    }

    void add(String word) {
      words.add(word);
    }

    String text() {
      return words + language;
    }
  }

  private final List<String> lines = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Mark last = new Mark();
  private RestTemplate rest;

  private String loadAndNote(String id) {
    Journal journal = new Journal(lines);
    journal.note(id);
    return rest.getForObject("http://names/" + id, String.class);
  }

  String throughAnObjectAroundIt(String one, String other) {
    String first = loadAndNote(one); // silent: shared state
    String second = loadAndNote(other);
    return first + second + lines;
  }

  private Mark getLast() {
    return last;
  }

  private String loadAndMark(String id) {
    Mark mark = getLast();
    mark.setSeen(id);
    return rest.getForObject("http://names/" + id, String.class);
  }

  String throughAGetter(String one, String other) {
    String first = loadAndMark(one); // silent: shared state
    String second = loadAndMark(other);
    return first + second + last.getSeen();
  }

  private String loadAndMarkAll(String id) {
    for (Mark mark : marks) {
      mark.setSeen(id);
    }
    return rest.getForObject("http://names/" + id, String.class);
  }

  String throughElements(String one, String other) {
    String first = loadAndMarkAll(one); // silent: shared state
    String second = loadAndMarkAll(other);
    return first + second;
  }

  private String loadByQuestion(String id) {
    Question question = new Question();
    question.setLanguage("en");
    question.add(id);
    return rest.getForObject("http://names/" + question.text(), String.class);
  }

  String eachWithItsOwn(String one, String other) {
    String first = loadByQuestion(one); // finds: independent-waits
    String second = loadByQuestion(other);
    return first + second;
  }

  String inOneThatBothAreGiven(String one, String other) {
    Question question = new Question();
    String first = loadWith(question, one); // silent: shared object
    String second = loadWith(question, other);
    return first + second;
  }

  private String loadWith(Question question, String id) {
    question.add(id);
    return rest.getForObject("http://names/" + question.text(), String.class);
  }

  int aMigration(JdbcTemplate jdbc) {
    List<String> zones =
        jdbc.queryForList("SELECT id FROM zones", String.class); // silent: maybe one connection
    List<String> groups = jdbc.queryForList("SELECT name FROM groups", String.class);
    return zones.size() + groups.size();
  }
}
