package dev.meanwhile;

/**
 * The batch function of a loader broke its contract: it answered keys that it was not asked for, or
 * with another number of values than there were keys, or with null. The message names the loader
 * and what was wrong. Every load that waited for the batch gets it.
 */
public final class BatchBroken extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public BatchBroken(String loader, String fault) {
    super("the batch function of the loader \"" + loader + "\" " + fault, null);
  }
}
