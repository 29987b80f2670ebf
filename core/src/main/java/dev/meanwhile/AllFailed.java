package dev.meanwhile;

import java.util.List;

/** Every task of an {@code any} or a {@code hedge} failed. */
public final class AllFailed extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  // List.copyOf makes a serializable list, and throwables are serializable.
  @SuppressWarnings("serial")
  private final List<Throwable> failures;

  /**
   * Made by the library.
   *
   * @param tasks the paths of the tasks, in their order
   * @param failures one failure for each task, in the same order; at least one
   */
  public AllFailed(List<String> tasks, List<Throwable> failures) {
    super(message(tasks, failures), failures.getFirst());
    this.failures = List.copyOf(failures);
    failures.stream().skip(1).filter(f -> f != failures.getFirst()).forEach(this::addSuppressed);
  }

  /**
   * What each task failed with, in the order of the tasks; the first is also the {@linkplain
   * #getCause() cause}.
   */
  public List<Throwable> failures() {
    return failures;
  }

  private static String message(List<String> tasks, List<Throwable> failures) {
    var text = new StringBuilder("all ").append(tasks.size()).append(" tasks failed");
    for (int i = 0; i < tasks.size(); i++) {
      text.append(i == 0 ? ": " : "; ")
          .append(tasks.get(i))
          .append(": ")
          .append(textOf(failures.get(i)));
    }
    return text.toString();
  }
}
