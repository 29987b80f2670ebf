package dev.meanwhile.check;

import java.io.Serializable;

/**
 * The method that a finding is in.
 *
 * @param type the full name of its class, with dots also before nested types
 * @param name its name; {@code <init>} for a constructor, {@code <start>} for what a class does to
 *     begin
 * @param place all of it
 */
public record MethodPlace(String type, String name, Place place) implements Serializable {
  @Override
  public String toString() {
    return type + "." + name;
  }
}
