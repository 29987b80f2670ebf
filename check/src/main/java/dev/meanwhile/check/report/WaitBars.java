package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.profile.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The waits of a finding as bars: as they are, and as they could be. Lengths are round trips, or
 * nanoseconds where they were measured.
 *
 * @param rows a row per wait, in the order of the code
 * @param now how long all bars together are
 * @param then how long they would be
 */
record WaitBars(List<Row> rows, double now, double then) {
  /** How many rounds of a loop stand for all where it was not measured. */
  static final int ROUNDS = 4;

  /** From where to where. */
  record Bar(double from, double to) {
    double length() {
      return to - from;
    }
  }

  /**
   * A wait.
   *
   * @param isRepeated whether it is one per element
   * @param nanos how long it took in a call; 0 if that is not known
   */
  record Row(String label, Bar now, Bar then, boolean isRepeated, long nanos) {}

  /** The bars of a finding that says what it would save. */
  static Optional<WaitBars> of(Finding finding, Optional<Measurement> measured) {
    return finding
        .saving()
        .filter(_ -> !finding.marks().isEmpty())
        .map(saving -> new Layout(finding, saving, measured.orElse(null)).bars());
  }

  /** Puts bars behind and below each other. */
  private static final class Layout {
    private final Saving saving;
    private final @Nullable Measurement measured;
    private final List<Mark> marks;
    private final List<Row> rows = new ArrayList<>();
    private double now;
    private double then;

    Layout(Finding finding, Saving saving, @Nullable Measurement measured) {
      this.saving = saving;
      this.measured = measured;
      this.marks = finding.marks();
    }

    WaitBars bars() {
      if (saving.isPerElement()) {
        IntStream.range(0, marks.size()).forEach(this::addRounds);
      } else {
        addSteps();
      }
      return new WaitBars(List.copyOf(rows), now, then);
    }

    private void addRounds(int mark) {
      double length = measured == null ? ROUNDS : nanos(mark);
      double left = measured == null ? 1 : length * (1 - saved(measured));
      add(marks.get(mark).label(), length, new Bar(then, then + left), true, nanos(mark));
      then += left;
    }

    private static double saved(Measurement measured) {
      return measured.savedNanos() / (double) Math.max(1, measured.nanos());
    }

    private void addSteps() {
      double[] starts = starts();
      IntStream.range(0, marks.size())
          .boxed()
          .sorted(Comparator.comparingInt(mark -> marks.get(mark).place().span().start()))
          .forEach(mark -> {
            double start = starts[marks.get(mark).step()];
            var later = new Bar(start, start + length(mark));
            add(marks.get(mark).label(), length(mark), later, false, nanos(mark));
          });
      for (int step = 1; step <= saving.steps(); step++) {
        if (isUnmarked(step)) {
          add("another wait", 1, new Bar(starts[step], starts[step] + 1), false, 0);
        }
      }
      then = starts[saving.steps() + 1];
    }

    /** When each step begins, and behind the last when all is over. */
    private double[] starts() {
      double[] starts = new double[saving.steps() + 2];
      for (int step = 1; step <= saving.steps(); step++) {
        starts[step + 1] = starts[step] + (isUnmarked(step) ? 1 : longest(step));
      }
      return starts;
    }

    /** A step of one wait bears no mark; how long that took is not measured. */
    private boolean isUnmarked(int step) {
      return measured == null && marks.stream().noneMatch(mark -> mark.step() == step);
    }

    private double longest(int step) {
      return IntStream.range(0, marks.size())
          .filter(mark -> marks.get(mark).step() == step)
          .mapToDouble(this::length)
          .max()
          .orElse(0);
    }

    private double length(int mark) {
      return measured == null ? 1 : nanos(mark);
    }

    private long nanos(int mark) {
      return measured == null ? 0 : measured.medianOfMarks().get(mark);
    }

    private void add(String label, double length, Bar later, boolean isRepeated, long nanos) {
      String name = label.contains(":") ? label.substring(0, label.indexOf(':')) : label;
      rows.add(new Row(name, new Bar(now, now + length), later, isRepeated, nanos));
      now += length;
    }
  }
}
