package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Something to do, and what is to be reached with it.
 *
 * @param id what it is asked for by, such as {@code W1}
 * @param task the abstract class that says what is to be done
 * @param countedBy the word of a variant that says how many operations it is
 * @param curve sizes that are drawn as a line, not ranked
 * @param glance the variants of a quick run
 * @param smoke variants that end in a moment, to see that everybody does the work
 */
public record Workload(
    String id,
    String title,
    Class<?> task,
    String countedBy,
    List<Variant> variants,
    Curve curve,
    List<Variant> glance,
    List<Variant> smoke,
    List<Goal> goals) {

  /**
   * Sizes, and those who run them.
   *
   * @param contenders by name
   * @param figure what is drawn
   */
  public record Curve(List<Variant> sizes, List<String> contenders, Figure figure) {
    static final Curve NONE = new Curve(List.of(), List.of(), Figure.TIME);
  }

  /** What a score has to draw. */
  public enum Figure {
    /** Nanoseconds. */
    TIME("time", "ns", Score::nanos),
    /** Bytes. */
    BYTES("bytes", "B", Score::bytes);

    private final String title;
    private final String unit;
    private final ToDoubleFunction<Score> value;

    Figure(String title, String unit, ToDoubleFunction<Score> value) {
      this.title = title;
      this.unit = unit;
      this.value = value;
    }

    String title() {
      return title;
    }

    String unit() {
      return unit;
    }

    double of(Score score) {
      return value.applyAsDouble(score);
    }
  }

  static Workload of(String id, String title, Class<?> task) {
    return new Workload(
        id, title, task, "", List.of(), Curve.NONE, List.of(), List.of(), List.of());
  }

  Workload per(String word, String... texts) {
    var all = variants(texts);
    return new Workload(
        id, title, task, word, all, curve, all.subList(0, 1), all.subList(0, 1), goals);
  }

  Workload glance(String... texts) {
    return new Workload(id, title, task, countedBy, variants, curve, variants(texts), smoke, goals);
  }

  Workload smoke(String... texts) {
    return new Workload(
        id, title, task, countedBy, variants, curve, glance, variants(texts), goals);
  }

  Workload goals(Goal... all) {
    return new Workload(id, title, task, countedBy, variants, curve, glance, smoke, List.of(all));
  }

  Workload curve(Figure figure, List<String> contenders, String... sizes) {
    var line = new Curve(variants(sizes), contenders, figure);
    return new Workload(id, title, task, countedBy, variants, line, glance, smoke, goals);
  }

  private static List<Variant> variants(String... texts) {
    return Stream.of(texts).map(Variant::new).toList();
  }

  /** Whoever does it. */
  public List<Entrant> entrants() {
    return Stream.concat(EntryList.of(task).stream(), NodeScripts.of(task).stream()).toList();
  }

  /** Whether it measures itself in a process of its own. */
  public boolean isProgram() {
    return Program.class.isAssignableFrom(task);
  }

  long operations(Variant variant) {
    return variant.number(countedBy);
  }
}
