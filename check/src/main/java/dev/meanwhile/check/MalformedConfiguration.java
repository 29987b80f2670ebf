package dev.meanwhile.check;

/**
 * A {@code meanwhile-check.yaml} is not as it should be; the message says where and what is
 * allowed.
 */
public final class MalformedConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public MalformedConfiguration(String message) {
    super(message);
  }
}
