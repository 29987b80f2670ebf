package dev.meanwhile.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that {@link Tracing} writes to. Each process has files of its own, one after the other,
 * and a run may go on from one to the next.
 */
public final class TraceFolder {
  static final String PREFIX = "meanwhile-";
  static final String EXTENSION = ".jsonl";

  private TraceFolder() {}

  /**
   * Its trace files, the oldest first.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(TraceFolder::isTrace).sorted().toList();
    }
  }

  private static boolean isTrace(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(EXTENSION);
  }

  /**
   * The runs of all its files, those of one process after those of another. Of a run whose first
   * file has been deleted, the beginning is missing.
   *
   * @throws MalformedTrace if one of the files is no trace; the message names it and the line
   * @throws IOException if the folder cannot be read
   */
  public static List<RunTrace> read(Path folder) throws IOException {
    Map<String, List<Path>> byProcess = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      byProcess.computeIfAbsent(process(file), _ -> new ArrayList<>()).add(file);
    }
    var runs = new ArrayList<RunTrace>();
    for (List<Path> parts : byProcess.values()) {
      runs.addAll(TraceFile.readAll(parts));
    }
    return runs;
  }

  /** The name without the number of the part. */
  private static String process(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.max(PREFIX.length(), name.lastIndexOf('-')));
  }
}
