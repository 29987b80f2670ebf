package dev.meanwhile.check.profile;

import dev.meanwhile.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Waits that were measured while the program ran, to say of findings what they cost.
 *
 * <p>A finding and a wait belong together if the wait passed its method at a line that it marks.
 * Where the file is newer than the recording, all lines of a method may have moved by the same
 * distance.
 *
 * <p>Not safe for use by many threads.
 */
public final class Profile {
  /** One that has measured nothing. */
  public static final Profile NONE = new Profile(List.of());

  private static final Comparator<Measurement> ORDER =
      Comparator.comparingLong(Measurement::savedNanos)
          .thenComparingLong(Measurement::nanos)
          .reversed();

  private final List<MeasuredMethods> recordings;
  private final IdentityHashMap<Finding, Optional<Measurement>> known = new IdentityHashMap<>();

  private Profile(List<MeasuredMethods> recordings) {
    this.recordings = recordings;
  }

  /** What these traces and recordings have measured together. */
  public static Profile of(List<MeasuredWaits> recordings) {
    return new Profile(recordings.stream().map(MeasuredMethods::new).toList());
  }

  /** Whether anything was measured with; if not, that a finding has no figures says nothing. */
  public boolean isGiven() {
    return !recordings.isEmpty();
  }

  /** What a finding cost; empty if its lines were not seen to wait. */
  public Optional<Measurement> of(Finding finding) {
    return isGiven() ? known.computeIfAbsent(finding, this::measured) : Optional.empty();
  }

  /** The same findings: what would save most first, what was not seen last. */
  public List<Finding> ranked(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing(finding -> of(finding).orElse(null), Comparator.nullsLast(ORDER)))
        .toList();
  }

  private Optional<Measurement> measured(Finding finding) {
    var marked = new MarkedWaits(finding);
    var calls = new ArrayList<MeasuredCall>();
    boolean isNewer = false;
    for (MeasuredMethods recording : recordings) {
      boolean isNewerThanThis = isNewer(finding.place().path(), recording.until());
      var found = marked.in(recording, isNewerThanThis);
      calls.addAll(found);
      isNewer |= isNewerThanThis && !found.isEmpty();
    }
    return calls.isEmpty()
        ? Optional.empty()
        : Optional.of(measurement(finding, calls, marked.marks(), isNewer));
  }

  private static Measurement measurement(
      Finding finding, List<MeasuredCall> calls, int marks, boolean isNewer) {
    return new Measurement(
        calls.size(),
        calls.stream().mapToInt(MeasuredCall::waits).sum(),
        calls.stream().mapToLong(MeasuredCall::nanos).sum(),
        median(calls.stream().map(MeasuredCall::nanos).toList()),
        calls.stream().mapToLong(call -> call.saved(finding)).sum(),
        median(calls.stream().map(call -> call.saved(finding)).toList()),
        IntStream.range(0, marks)
            .mapToObj(mark -> median(calls.stream().map(call -> call.nanos(mark)).toList()))
            .toList(),
        isNewer);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElse(0L);
  }

  private static boolean isNewer(Path source, Instant recorded) {
    try {
      return Files.getLastModifiedTime(source).toInstant().isAfter(recorded);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
