package dev.meanwhile.check.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of results, each in a file named after its key. A cache only saves time: what is missing
 * or damaged is not found, and what cannot be written is not kept. Many processes may use one
 * folder.
 */
public final class CacheFolder {
  private static final int MOST_ENTRIES = 500;
  private static final long MOST_BYTES = 100L << 20;
  private static final int HASH_BYTES = 32;
  private static final Pattern OWN_NAMES = Pattern.compile("[0-9a-f]{64}(\\.\\d+\\.new)?");

  private final Path folder;
  private final int mostEntries;
  private final long mostBytes;

  /** The cache in a folder, which is made when there is something to keep. */
  public CacheFolder(Path folder) {
    this(folder, MOST_ENTRIES, MOST_BYTES);
  }

  CacheFolder(Path folder, int mostEntries, long mostBytes) {
    this.folder = folder;
    this.mostEntries = mostEntries;
    this.mostBytes = mostBytes;
  }

  /** What is kept under a key. */
  public Optional<byte[]> find(String key) {
    Path file = folder.resolve(key);
    try {
      byte[] entry = Files.readAllBytes(file);
      if (entry.length < HASH_BYTES) {
        return Optional.empty();
      }
      byte[] content = Arrays.copyOfRange(entry, HASH_BYTES, entry.length);
      if (!Arrays.equals(hash(key, content), Arrays.copyOf(entry, HASH_BYTES))) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(content);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Keeps content under a key, and forgets what was used last of all if there is too much. */
  public void keep(String key, byte[] content) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve(key), hash(key, content), content);
      forget();
    } catch (IOException unwritable) {
      // the next run takes longer
    }
  }

  private static byte[] hash(String key, byte[] content) {
    return new ContentHash().add(key).add(content).bytes();
  }

  /** In one step: whoever reads it sees all of it. */
  private static void write(Path file, byte[] hash, byte[] content) throws IOException {
    Path next = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
    try {
      try (var out = Files.newOutputStream(next)) {
        out.write(hash);
        out.write(content);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private record Entry(Path file, long bytes, FileTime used) {}

  private void forget() throws IOException {
    long bytes = 0;
    int entries = 0;
    for (Entry entry : lastUsedFirst()) {
      bytes += entry.bytes();
      entries++;
      if (entries > mostEntries || bytes > mostBytes) {
        Files.deleteIfExists(entry.file());
      }
    }
  }

  /** The entries, and what processes have left that ended while they wrote one. */
  private List<Entry> lastUsedFirst() throws IOException {
    var entries = new ArrayList<Entry>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (OWN_NAMES.matcher(file.getFileName().toString()).matches()) {
          entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used).reversed());
    return entries;
  }
}
