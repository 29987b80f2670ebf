package dev.meanwhile.check;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Something that could not be analysed.
 *
 * @param path the file; empty if it is not about one file
 * @param line the line, from 1; 0 if it is not about one line
 * @param message what is wrong
 */
public record Problem(Path path, int line, String message) implements Serializable {
  @Override
  public String toString() {
    String place = line > 0 ? path + ":" + line : path.toString();
    return place.isEmpty() ? message : place + ": " + message;
  }
}
