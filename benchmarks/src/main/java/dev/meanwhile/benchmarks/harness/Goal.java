package dev.meanwhile.benchmarks.harness;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What Meanwhile is to reach in a workload.
 *
 * @param where the texts of the variants that it is for
 * @param rival whom it compares with; itself where the figure is absolute
 */
public record Goal(
    String text,
    Predicate<String> where,
    Function<Standings, Optional<Score>> rival,
    BiPredicate<Score, Score> test) {

  /** Whether a goal is reached. */
  public enum Verdict {
    REACHED,
    MISSED,
    /** Somebody whom it compares did not run. */
    UNKNOWN
  }

  static Goal timesTheFloor(double most) {
    return relative("at most " + most + " × by hand", Standings::floor, timeUpTo(most));
  }

  static Goal timesTheBest(double most) {
    return relative("at most " + most + " × the best peer", Standings::bestPeer, timeUpTo(most));
  }

  static Goal times(double most, String rival) {
    return relative("at most " + most + " × " + rival, named(rival), timeUpTo(most));
  }

  static Goal notSlowerThan(String rival) {
    return relative("not slower than " + rival, named(rival), timeUpTo(1));
  }

  static Goal aheadBy(double factor, String rival) {
    return relative(factor + " × ahead of " + rival, named(rival), timeUpTo(1 / factor));
  }

  static Goal aheadOfEveryPeer() {
    return relative("ahead of every peer", Standings::bestPeer, timeUpTo(1));
  }

  static Goal aheadOf(List<String> rivals) {
    return relative(
        "ahead of " + String.join(", ", rivals),
        standings ->
            standings.peers().filter(peer -> rivals.contains(peer.entrant().name())).findFirst(),
        timeUpTo(1));
  }

  static Goal noMoreBytesThan(String rival) {
    return relative("no more bytes than " + rival, named(rival), bytesUpTo(1));
  }

  static Goal bytesTimesTheFloor(double most) {
    return relative("at most " + most + " × the bytes by hand", Standings::floor, bytesUpTo(most));
  }

  static Goal nanosAboveTheFloor(double nanos) {
    return relative(
        "at most " + Figures.time(nanos) + " above the floor",
        Standings::floor,
        (ours, floor) -> ours.nanos() - floor.nanos() <= nanos);
  }

  static Goal bytesAboveTheFloor(double bytes) {
    return relative(
        "at most " + Figures.bytes(bytes) + " above the floor",
        Standings::floor,
        (ours, floor) -> ours.bytes() - floor.bytes() <= bytes);
  }

  static Goal noMoreBytesThanAnyPeer() {
    return relative(
        "no more bytes than any peer",
        standings ->
            standings
                .peers()
                .filter(peer -> !Double.isNaN(peer.bytes()))
                .min((a, b) -> Double.compare(a.bytes(), b.bytes())),
        bytesUpTo(1));
  }

  static Goal within(double nanos) {
    return relative(
        "at most " + Figures.time(nanos), Standings::ours, (ours, _) -> ours.nanos() <= nanos);
  }

  static Goal withinBytes(double bytes) {
    return relative(
        "at most " + Figures.bytes(bytes), Standings::ours, (ours, _) -> ours.bytes() <= bytes);
  }

  /** The same, for variants only whose text contains {@code part}. */
  Goal where(String part) {
    return new Goal(text, variant -> variant.contains(part), rival, test);
  }

  /** The same, for the other variants only. */
  Goal notWhere(String part) {
    return new Goal(text, variant -> !variant.contains(part), rival, test);
  }

  boolean isFor(Standings standings) {
    return where.test(standings.variant().text());
  }

  Verdict judge(Standings standings) {
    var ours = standings.ours();
    var other = rival.apply(standings);
    if (ours.isEmpty() || other.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return test.test(ours.get(), other.get()) ? Verdict.REACHED : Verdict.MISSED;
  }

  private static Goal relative(
      String text, Function<Standings, Optional<Score>> rival, BiPredicate<Score, Score> test) {
    return new Goal(text, _ -> true, rival, test);
  }

  private static Function<Standings, Optional<Score>> named(String rival) {
    return standings -> standings.named(rival);
  }

  private static BiPredicate<Score, Score> timeUpTo(double most) {
    return (ours, other) -> ours.nanos() <= most * other.nanos();
  }

  /** JMH counts what the whole process allocates: a byte an operation may be its own. */
  private static BiPredicate<Score, Score> bytesUpTo(double most) {
    return (ours, other) -> ours.bytes() <= most * other.bytes() + 1;
  }
}
