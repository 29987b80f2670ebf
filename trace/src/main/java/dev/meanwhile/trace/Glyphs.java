package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a drawing.
 *
 * @param eighths bars of one to eight eighths of a cell, from the left
 * @param rightHalf the right half of a cell
 */
record Glyphs(
    String eighths,
    char rightHalf,
    char critical,
    char waiting,
    char queued,
    char backOff,
    char batch,
    char lag,
    char retry,
    char failed,
    char timedOut,
    char cancelled,
    char stillRunning,
    char marker,
    char ellipsis,
    char axis,
    char tick,
    String arrow,
    String separator,
    String times,
    String micro) {
  static final Glyphs UNICODE =
      new Glyphs(
          "▏▎▍▌▋▊▉█",
          '▐',
          '█',
          '─',
          '·',
          '╌',
          '≈',
          '▒',
          '↻',
          '✗',
          '!',
          '⊘',
          '…',
          '◆',
          '…',
          '─',
          '┬',
          " → ",
          " · ",
          "×",
          "µs");

  static final Glyphs ASCII =
      new Glyphs(
          "========",
          '=',
          '#',
          '-',
          '.',
          ':',
          '%',
          '~',
          '^',
          'x',
          '!',
          '/',
          '>',
          '*',
          '~',
          '-',
          '+',
          " -> ",
          ", ",
          "x",
          "us");

  /** What one cell of a bar shows. */
  char of(Segment segment) {
    return switch (segment.kind()) {
      case RUNNING -> segment.isCritical() ? critical : eighths.charAt(7);
      case WAITING -> ofWait(segment.reason());
      case QUEUED -> queued;
    };
  }

  /** Whoever asks for a permit is queued, before it starts or after. */
  private char ofWait(@Nullable WaitReason reason) {
    return switch (reason) {
      case PERMIT, MUTEX, RATE -> queued;
      case BACKOFF -> backOff;
      case BATCH -> batch;
      case null, default -> waiting;
    };
  }

  /** What marks the critical path: its rows, and its bars where they have a sign of their own. */
  String criticalSigns() {
    boolean apart = critical != eighths.charAt(7);
    return apart ? marker + " " + critical : String.valueOf(marker);
  }

  /** What stands behind a bar; a blank where the task ended well. */
  char of(@Nullable Ending ending) {
    return switch (ending) {
      case OK -> ' ';
      case FAILED -> failed;
      case TIMED_OUT -> timedOut;
      case CANCELLED -> cancelled;
      case null -> stillRunning;
    };
  }

  /** Shortens a text in its middle, so that its beginning and its end can be read. */
  String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = width / 2;
    int tail = width - head - 1;
    return text.substring(0, head) + ellipsis + text.substring(text.length() - tail);
  }

  /** A duration as people say it, with about three digits. */
  String duration(long nanos) {
    if (nanos < 100_000) {
      return Math.round(nanos / 1e3) + " " + micro;
    }
    if (nanos < 9_950_000) {
      return Math.round(nanos / 1e5) / 10.0 + " ms";
    }
    if (nanos < 9_999_500_000L) {
      return Math.round(nanos / 1e6) + " ms";
    }
    return Math.round(nanos / 1e8) / 10.0 + " s";
  }
}
