package dev.meanwhile.trace;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The files of one writer in a folder, one after the other. Before a new one is begun, the oldest
 * traces of the folder are deleted, so that there is room for it below the limit.
 */
final class RotatingFile implements Closeable {
  /** A file is this part of the limit. */
  private static final int FILES = 8;

  private static final Comparator<File> AGE =
      Comparator.comparingLong(File::lastModified).thenComparing(File::getName);

  private final Path folder;
  private final String name;
  private final long limit;
  private int parts;
  private @Nullable OutputStream out;
  private long written;

  RotatingFile(Path folder, String name, long limit) {
    this.folder = folder;
    this.name = name;
    this.limit = limit;
  }

  /** Whether the next line begins a new file. */
  boolean isFull() {
    return out == null || written >= limit / FILES;
  }

  /** The number of the file that is written, from 1. */
  int number() {
    return parts;
  }

  /** Writes into the file that {@link #next} began. */
  void write(CharSequence line) throws IOException {
    byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
    requireNonNull(out, "out").write(bytes);
    written += bytes.length;
  }

  /** Closes the file, if there is one, and begins the next. */
  void next() throws IOException {
    close();
    makeRoom();
    String part = String.format(Locale.ROOT, "%s-%05d%s", name, ++parts, TraceFolder.EXTENSION);
    out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(part), CREATE_NEW));
    written = 0;
  }

  private void makeRoom() throws IOException {
    List<File> files = TraceFolder.files(folder).stream().map(Path::toFile).sorted(AGE).toList();
    // somebody else may delete them, too: then they have no length, and nothing to delete
    long sum = files.stream().mapToLong(File::length).sum();
    for (File oldest : files) {
      if (sum <= limit - limit / FILES) {
        return;
      }
      sum -= oldest.length();
      Files.deleteIfExists(oldest.toPath());
    }
  }

  /** Hands what is written over to the system: it is there even if this process is killed. */
  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
