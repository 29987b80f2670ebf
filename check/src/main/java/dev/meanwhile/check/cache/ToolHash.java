package dev.meanwhile.check.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/** Identifies what checks: the code of the checker, the JDK and the language of its messages. */
public final class ToolHash {
  private ToolHash() {}

  /** A text that is another one as soon as any of that is. */
  public static String value() {
    var hash =
        new ContentHash()
            .add(System.getProperty("java.runtime.version", ""))
            .add(System.getProperty("java.vendor", ""))
            .add(Locale.getDefault().toLanguageTag());
    try {
      var code = ToolHash.class.getProtectionDomain().getCodeSource();
      return hash.addAll(Path.of(code.getLocation().toURI())).hex();
    } catch (IOException
        | URISyntaxException
        | FileSystemNotFoundException
        | IllegalArgumentException unreadable) {
      return UUID.randomUUID().toString(); // nobody knows which code it is: never the same
    }
  }
}
