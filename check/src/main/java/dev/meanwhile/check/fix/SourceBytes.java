package dev.meanwhile.check.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/** Files as they are on the disk: read without loss, and replaced in one step. */
final class SourceBytes {
  private SourceBytes() {}

  /** The text of a file; empty if it is not UTF-8, so that writing it would change more. */
  static Optional<String> read(Path path) throws IOException {
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /** Replaces a file: whoever reads it sees the old text or the new one, never a part. */
  static void replace(Path path, String text) throws IOException {
    Path next = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new");
    try {
      Files.writeString(next, text);
      var old = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (old != null) {
        Files.setPosixFilePermissions(next, old.readAttributes().permissions());
      }
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
