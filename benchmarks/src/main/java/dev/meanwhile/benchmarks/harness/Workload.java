package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something to do, and what is to be reached with it.
 *
 * @param id what it is asked for by, such as {@code W1}
 * @param task the abstract class that says what is to be done
 * @param countedBy the word of a variant that says how many operations it is
 * @param curve sizes that are drawn as a line, not ranked
 * @param smoke variants that end in a moment, to see that everybody does the work
 */
public record Workload(
    String id,
    String title,
    Class<?> task,
    String countedBy,
    List<Variant> variants,
    Curve curve,
    List<Variant> smoke,
    List<Goal> goals) {

  /**
   * Sizes, and those who run them.
   *
   * @param contenders by name
   */
  public record Curve(List<Variant> sizes, List<String> contenders) {
    static final Curve NONE = new Curve(List.of(), List.of());
  }

  static Workload of(String id, String title, Class<?> task, String countedBy, String... variants) {
    var all = Stream.of(variants).map(Variant::new).toList();
    return new Workload(id, title, task, countedBy, all, Curve.NONE, all, List.of());
  }

  Workload goals(Goal... goals) {
    return new Workload(id, title, task, countedBy, variants, curve, smoke, List.of(goals));
  }

  Workload smoke(String... small) {
    var all = Stream.of(small).map(Variant::new).toList();
    return new Workload(id, title, task, countedBy, variants, curve, all, goals);
  }

  Workload curve(List<String> contenders, String... sizes) {
    var line = new Curve(Stream.of(sizes).map(Variant::new).toList(), contenders);
    return new Workload(id, title, task, countedBy, variants, line, smoke, goals);
  }

  /** Whoever does it. */
  public List<Entrant> entrants() {
    return EntryList.of(task);
  }

  /** Whether it measures itself in a process of its own. */
  public boolean isProgram() {
    return Program.class.isAssignableFrom(task);
  }

  long operations(Variant variant) {
    return variant.number(countedBy);
  }
}
