package dev.meanwhile;

/**
 * The library was used in a way that cannot work: a {@link Later} used after its scope ended or
 * awaited by its own task, a scope used by a thread that is none of its tasks, a limit entered
 * again by its own holder. The message names the places in the code.
 */
public final class Misuse extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public Misuse(String message) {
    super(message, null);
  }
}
