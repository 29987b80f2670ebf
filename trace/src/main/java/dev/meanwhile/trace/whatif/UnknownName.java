package dev.meanwhile.trace.whatif;

/** A change is for something that the run does not have. The message tells names near to it. */
public final class UnknownName extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownName(String message) {
    super(message);
  }
}
