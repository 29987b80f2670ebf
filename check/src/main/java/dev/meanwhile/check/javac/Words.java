package dev.meanwhile.check.javac;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.FileObject;

/** The names that a file writes. */
final class Words {
  private final FileObject file;
  private final Map<String, Boolean> asked = new HashMap<>();

  /** Those of a file, read where somebody asks. */
  Words(FileObject file) {
    this.file = file;
  }

  /** Whether the file has the word anywhere; so too where it cannot be read. */
  boolean has(String word) {
    return asked.computeIfAbsent(word, this::find);
  }

  private boolean find(String word) {
    try {
      return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
          .matcher(file.getCharContent(true))
          .find();
    } catch (IOException _) {
      return true;
    }
  }
}
