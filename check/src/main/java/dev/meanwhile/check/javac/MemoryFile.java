package dev.meanwhile.check.javac;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source file with a text that need not be on the disk. */
final class MemoryFile extends SimpleJavaFileObject {
  private final Path path;
  private final String text;

  MemoryFile(Path path, String text) {
    super(uri(path), Kind.SOURCE);
    this.path = path;
    this.text = text;
  }

  private static URI uri(Path path) {
    String name = path.toString().replace('\\', '/');
    try {
      return new URI("memory", null, name.startsWith("/") ? name : "/" + name, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no name for a file: " + path, e);
    }
  }

  @Override
  public String getName() {
    return path.toString();
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
