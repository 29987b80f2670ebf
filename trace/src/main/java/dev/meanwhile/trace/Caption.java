package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.Segment.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The lines below a drawing: what its signs mean, and what it adds up to. */
final class Caption {
  private static final int MOST_STEPS = 5;

  /** Steps shorter than this part of the run are not worth a word. */
  private static final int LEAST_SHARE = 50;

  /** What takes less of the run cannot be seen, and needs no explanation. */
  private static final int LEAST_VISIBLE = 500;

  private final Timeline timeline;
  private final Glyphs glyphs;
  private final int width;

  Caption(Timeline timeline, Glyphs glyphs, int width) {
    this.timeline = timeline;
    this.glyphs = glyphs;
    this.width = width;
  }

  List<StyledLine> lines() {
    var lines = new ArrayList<StyledLine>();
    lines.addAll(legend());
    lines.addAll(wrapped(facts()));
    lines.addAll(wrapped(warnings()));
    return lines;
  }

  /** Only the signs that the drawing shows. */
  private List<StyledLine> legend() {
    boolean critical = new Emphasis(timeline).isOnAny(timeline.rows());
    boolean lag = timeline.rows().stream().anyMatch(row -> row.cancelLag() > timeline.nanos() / 50);
    boolean retried = timeline.rows().stream().anyMatch(row -> !row.retries().isEmpty());
    var legend = new Legend(width);
    char running = glyphs.eighths().charAt(7);
    legend.add(shows(part -> part.kind() == Kind.RUNNING), running, Ink.RUNNING, "running");
    legend.add(showsSign(glyphs.waiting()), glyphs.waiting(), Ink.WAITING, "waiting");
    legend.add(showsSign(glyphs.queued()), glyphs.queued(), Ink.QUEUED, "queued");
    legend.add(showsSign(glyphs.backOff()), glyphs.backOff(), Ink.WAITING, "back-off");
    legend.add(showsSign(glyphs.batch()), glyphs.batch(), Ink.WAITING, "in a batch");
    legend.add(ended(Ending.FAILED), glyphs.failed(), Ink.FAILED, "failed");
    legend.add(ended(Ending.TIMED_OUT), glyphs.timedOut(), Ink.FAILED, "timed out");
    legend.add(ended(Ending.CANCELLED), glyphs.cancelled(), Ink.CANCELLED, "cancelled");
    legend.add(retried, glyphs.retry(), Ink.PLAIN, "another attempt");
    legend.add(lag, glyphs.lag(), Ink.CANCELLED, "told to stop");
    legend.add(critical, glyphs.criticalSigns(), Ink.CRITICAL, "critical path");
    return legend.lines();
  }

  private boolean showsSign(char sign) {
    return shows(part -> glyphs.of(part) == sign);
  }

  private boolean shows(Predicate<Segment> which) {
    return timeline.rows().stream()
        .flatMap(row -> row.segments().stream())
        .filter(part -> part.nanos() >= timeline.nanos() / LEAST_VISIBLE)
        .anyMatch(which);
  }

  private boolean ended(Ending ending) {
    return timeline.rows().stream().anyMatch(row -> row.ending() == ending);
  }

  private List<String> facts() {
    var facts = new ArrayList<String>();
    facts.add("wall " + glyphs.duration(timeline.nanos()));
    if (!timeline.criticalPath().isEmpty()) {
      List<String> steps = steps();
      facts.add("decided by " + steps.getFirst());
      steps.stream().skip(1).map(step -> glyphs.arrow() + step).forEach(facts::add);
    }
    if (timeline.peakInFlight() > 0) {
      facts.add("one after the other " + glyphs.duration(timeline.leafNanos()));
      facts.add("peak in flight " + timeline.peakInFlight());
    }
    return facts;
  }

  /** The tasks of the critical path, each with its share. */
  private List<String> steps() {
    Map<Long, Long> nanos = new LinkedHashMap<>();
    Map<Long, String> names = new LinkedHashMap<>();
    for (PathPiece piece : timeline.criticalPath()) {
      nanos.merge(piece.task(), piece.nanos(), Long::sum);
      names.put(piece.task(), piece.name());
    }
    int all = nanos.size();
    nanos.values().removeIf(part -> part < timeline.nanos() / LEAST_SHARE);
    long told = nanos.values().stream().mapToLong(Long::longValue).sum();
    if (told < timeline.nanos() / 2) {
      return List.of(all + " short steps");
    }
    var steps = new ArrayList<String>();
    nanos.forEach((task, part) -> steps.add(names.get(task) + " (" + glyphs.duration(part) + ")"));
    return shortened(steps);
  }

  private static List<String> shortened(List<String> steps) {
    if (steps.size() <= MOST_STEPS) {
      return steps;
    }
    int left = steps.size() - MOST_STEPS + 1;
    return List.of(steps.get(0), steps.get(1), steps.get(2), left + " more", steps.getLast());
  }

  private List<String> warnings() {
    var warnings = new ArrayList<String>();
    if (timeline.dropped() > 0) {
      warnings.add(events(timeline.dropped()) + " dropped");
    }
    if (timeline.unknown() > 0) {
      warnings.add(events(timeline.unknown()) + " of kinds that only a later version knows");
    }
    if (!timeline.isWhole()) {
      warnings.add("the beginning of this run is missing");
    }
    if (timeline.isCutShort()) {
      warnings.add("the file breaks off in the middle of a line");
    }
    return warnings;
  }

  private static String events(long count) {
    return count + (count == 1 ? " event" : " events");
  }

  /**
   * Puts parts on lines as they fit; a part that is too long for a line is shortened. A part that
   * begins with an arrow needs no separator.
   */
  private List<StyledLine> wrapped(List<String> parts) {
    var lines = new ArrayList<StyledLine>();
    var line = new StringBuilder();
    int room = width - Columns.MARKER;
    for (String part : parts) {
      String glue = part.startsWith(glyphs.arrow()) ? "" : glyphs.separator();
      if (!line.isEmpty() && line.length() + glue.length() + part.length() > room) {
        lines.add(text(line));
        line = new StringBuilder();
      }
      line.append(line.isEmpty() ? "" : glue).append(glyphs.shortened(part, room));
    }
    if (!line.isEmpty()) {
      lines.add(text(line));
    }
    return lines;
  }

  private static StyledLine text(CharSequence text) {
    return new StyledLine().padTo(Columns.MARKER).add(text.toString().stripLeading(), Ink.PLAIN);
  }
}
