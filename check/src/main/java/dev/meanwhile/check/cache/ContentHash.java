package dev.meanwhile.check.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A hash over a row of texts and files. Two rows that differ have different hashes (SHA-256). */
public final class ContentHash {
  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Adds a text. */
  public ContentHash add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. Their number goes before them, so that the limits of what is added count. */
  public ContentHash add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** Adds the name of a file and its content. */
  public ContentHash addFile(Path file) throws IOException {
    return add(file.toString()).add(Files.readAllBytes(file));
  }

  /**
   * Adds the names and contents of a file or of all files in a folder; only the name if missing.
   */
  public ContentHash addAll(Path path) throws IOException {
    add(path.toString());
    if (Files.exists(path)) {
      for (Path file : files(path)) {
        addFile(file);
      }
    }
    return this;
  }

  private static List<Path> files(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The hash of all that was added. Afterwards nothing is. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** {@link #bytes} in hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
