package dev.meanwhile.check;

/** Hears of a check while it runs, on the thread that has called it. */
public interface CheckListener {
  /** Hears nothing. */
  CheckListener NONE = new CheckListener() {};

  /**
   * Some files are done.
   *
   * @param done how many
   * @param total of how many
   */
  default void progress(int done, int total) {}

  /** A finding, as soon as it is known: in the order of the files, and of the places in a file. */
  default void found(Finding finding) {}

  /** Something could not be analysed. */
  default void failed(Problem problem) {}
}
