package dev.meanwhile.cli;

import dev.meanwhile.check.profile.CodeLine;
import dev.meanwhile.check.profile.MeasuredWait;
import dev.meanwhile.check.profile.MeasuredWaits;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.TaskRow;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import dev.meanwhile.trace.TraceFolder;
import dev.meanwhile.trace.foreign.CallSite;
import dev.meanwhile.trace.foreign.ForeignWait;
import dev.meanwhile.trace.foreign.WaitRecording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the waits of traces and of recordings of the JDK Flight Recorder. */
final class ProfileReader {
  /** The first bytes of a recording. */
  private static final byte[] RECORDING = "FLR\0".getBytes(StandardCharsets.US_ASCII);

  /** As a stack trace shows it: {@code app//module@1/package.Type.method(File.java:7)}. */
  private static final Pattern SITE =
      Pattern.compile("(?:.*/)?(?<type>[^/]+)\\.(?<method>[^./]+)\\([^:]*:(?<line>\\d{1,7})\\)");

  private static final long NANOS = 1_000_000_000L;

  private ProfileReader() {}

  /**
   * Reads a trace, a folder of traces, or a recording.
   *
   * @throws IOException if it cannot be read or is none of them; the message names it
   */
  static MeasuredWaits read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      List<RunTrace> runs = TraceFolder.read(file);
      if (runs.isEmpty()) {
        throw new IOException(file + ": there are no traces in this folder");
      }
      return traced(runs, file);
    }
    return isRecording(file)
        ? recorded(WaitRecording.read(file).requests())
        : traced(TraceFile.readAll(file), file);
  }

  private static boolean isRecording(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(RECORDING.length), RECORDING);
    }
  }

  private static MeasuredWaits recorded(List<List<ForeignWait>> requests) {
    var waits = new ArrayList<MeasuredWait>();
    for (int i = 0; i < requests.size(); i++) {
      for (ForeignWait wait : requests.get(i)) {
        var path = wait.path().stream().map(ProfileReader::line).toList();
        waits.add(new MeasuredWait(i, wait.start(), wait.nanos(), path));
      }
    }
    long end = waits.stream().mapToLong(wait -> wait.start() + wait.nanos()).max().orElse(0);
    return new MeasuredWaits(Instant.ofEpochSecond(end / NANOS, end % NANOS), waits);
  }

  private static CodeLine line(CallSite site) {
    return new CodeLine(site.type(), site.method(), site.line());
  }

  private static MeasuredWaits traced(List<RunTrace> runs, Path file) throws IOException {
    var waits = new ArrayList<MeasuredWait>();
    Instant until = Instant.MIN;
    for (int i = 0; i < runs.size(); i++) {
      Timeline run = Timeline.of(runs.get(i));
      add(run, i, waits);
      Instant began = runs.get(i).began();
      Instant ended = began == null ? Instant.MIN : began.plusNanos(run.to());
      until = ended.isAfter(until) ? ended : until;
    }
    boolean isDated = until.isAfter(Instant.MIN);
    return new MeasuredWaits(isDated ? until : Files.getLastModifiedTime(file).toInstant(), waits);
  }

  /** A task is a wait of the line that started it, and of those that started the tasks around. */
  private static void add(Timeline run, int number, List<MeasuredWait> waits) {
    var around = new ArrayList<Optional<CodeLine>>();
    for (TaskRow row : run.rows()) {
      around.subList(Math.min(row.depth(), around.size()), around.size()).clear();
      around.add(Optional.ofNullable(row.site()).flatMap(ProfileReader::line));
      if (around.getLast().isPresent()) {
        List<CodeLine> path = around.stream().flatMap(Optional::stream).toList();
        waits.add(new MeasuredWait(number, row.created(), row.ended() - row.created(), path));
      }
    }
  }

  private static Optional<CodeLine> line(String site) {
    Matcher place = SITE.matcher(site);
    return place.matches()
        ? Optional.of(
            new CodeLine(
                place.group("type"), place.group("method"), Integer.parseInt(place.group("line"))))
        : Optional.empty();
  }
}
