package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import java.lang.System.Logger.Level;

/**
 * Runs code of the user that cleans up: behind a shield, because whoever has to clean up was often
 * told to stop. What it throws is contained and reported to the logger {@code dev.meanwhile}: it
 * must not keep others from cleaning up, nor change how a task ends.
 */
final class CleanUp {
  private CleanUp() {}

  static void run(String what, Action<?> action) {
    try {
      Shield.overHere(action);
    } catch (Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      System.getLogger("dev.meanwhile").log(Level.WARNING, what + " failed", failure);
    }
  }
}
