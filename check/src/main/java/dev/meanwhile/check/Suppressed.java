package dev.meanwhile.check;

/**
 * A finding that the user does not want to hear of.
 *
 * @param finding the finding
 * @param kind where that is said
 * @param because why, as the user says it; may be empty
 */
public record Suppressed(Finding finding, Kind kind, String because) {
  /** Where it is said. */
  public enum Kind {
    /** In the code, by a comment or an annotation. */
    IN_SOURCE,
    /** In the configuration or a baseline. */
    EXTERNAL
  }
}
