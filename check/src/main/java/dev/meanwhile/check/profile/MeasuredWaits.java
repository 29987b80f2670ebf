package dev.meanwhile.check.profile;

import java.time.Instant;
import java.util.List;

/**
 * The waits of one trace or recording.
 *
 * @param until when it ended: what is newer may have changed since
 */
public record MeasuredWaits(Instant until, List<MeasuredWait> waits) {
  /** Copies the list. */
  public MeasuredWaits {
    waits = List.copyOf(waits);
  }
}
