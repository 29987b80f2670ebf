package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Traces as files: one JSON object a line, a run first and then its events, each with its {@code
 * type}. A file may hold several runs side by side. It can be appended to, cut off by a crash,
 * followed while it grows, and read by anything that reads JSON.
 *
 * <p>What an older version wrote can be read. What a newer one wrote can be read as far as it is
 * known: other events are left out and counted.
 */
public final class TraceFile {
  /** The version of the format, in the first line of each run. */
  public static final int FORMAT = 1;

  private TraceFile() {}

  /**
   * Writes {@code trace} to {@code file}, which is replaced if it exists.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, RunTrace trace) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      var line = new StringBuilder();
      JsonLine.append(TraceLine.Head.of(trace), line);
      out.append(line);
      for (TaskEvent event : trace.events()) {
        line.setLength(0);
        JsonLine.append(new TraceLine.Event(event), line);
        out.append(line);
      }
    }
  }

  /**
   * Reads a file of one run. A last line that was not finished is left out, and the trace says so.
   *
   * @throws MalformedTrace if the file is no trace, or one of several runs; the message names the
   *     file and the line
   * @throws IOException if the file cannot be read
   */
  public static RunTrace read(Path file) throws IOException {
    List<RunTrace> runs = readAll(file);
    if (runs.size() > 1) {
      throw new MalformedTrace(
          file, 1, "the file has " + runs.size() + " runs where one is expected");
    }
    return runs.getFirst();
  }

  /**
   * Reads a file of any number of runs, in the order in which they appear. A last line that was not
   * finished is left out, and the runs that had not ended say so.
   *
   * @throws MalformedTrace if the file is no trace; the message names the file and the line
   * @throws IOException if the file cannot be read
   */
  public static List<RunTrace> readAll(Path file) throws IOException {
    return readAll(List.of(file));
  }

  /** The same of several files, in which the same runs go on. */
  static List<RunTrace> readAll(List<Path> files) throws IOException {
    var runs = new RunLines();
    for (Path file : files) {
      read(file, runs);
    }
    return runs.traces();
  }

  /**
   * Reads a file while it is written.
   *
   * @throws IOException if the file cannot be read
   */
  public static TraceFollower follow(Path file) throws IOException {
    return new TraceFollower(file);
  }

  private static void read(Path file, RunLines runs) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    var reader = new LineReader(file);
    for (String line : text(file, bytes, whole).lines().toList()) {
      runs.add(reader.read(line));
    }
    if (reader.lines() == 0) {
      text(file, bytes, bytes.length);
      String state = bytes.length == 0 ? "is empty" : "has no whole line";
      throw new MalformedTrace(
          file, 1, "the file " + state + "; its first line must describe a run");
    }
    if (whole < bytes.length) {
      runs.breakOff();
    }
  }

  private static String text(Path file, byte[] bytes, int length) throws MalformedTrace {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException binary) {
      throw new MalformedTrace(file, 1, "the file is not UTF-8 text");
    }
  }
}
