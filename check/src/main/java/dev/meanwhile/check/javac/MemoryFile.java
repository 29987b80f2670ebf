package dev.meanwhile.check.javac;

import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source file with a text that need not be on the disk. */
final class MemoryFile extends SimpleJavaFileObject {
  private final String text;

  MemoryFile(Path path, String text) {
    super(path.toUri(), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
