package dev.meanwhile.check.report;

import dev.meanwhile.check.Place;
import java.nio.file.Path;

/** Names of files in reports. */
public final class Paths {
  private Paths() {}

  /** Below the base: relative to it, with slashes. Elsewhere: in full. */
  public static String relative(Path base, Path file) {
    Path absolute = base.toAbsolutePath().normalize();
    Path shown = file.startsWith(absolute) ? absolute.relativize(file) : file;
    return shown.toString().replace('\\', '/');
  }

  /** With line and column. */
  public static String relative(Path base, Place place) {
    return relative(base, place.path()) + ":" + place.line() + ":" + place.column();
  }
}
