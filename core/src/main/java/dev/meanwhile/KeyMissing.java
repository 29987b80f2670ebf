package dev.meanwhile;

/** A loader was asked for the value of a key, and its batch function found none. */
public final class KeyMissing extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  private final transient Object key;

  /** Made by the library. */
  public KeyMissing(String loader, Object key) {
    super("the loader \"" + loader + "\" found nothing for the key " + key, null);
    this.key = key;
  }

  /** The key; null after serialization. */
  public Object key() {
    return key;
  }
}
