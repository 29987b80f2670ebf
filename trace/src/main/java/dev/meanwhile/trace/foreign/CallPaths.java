package dev.meanwhile.trace.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;

/** Reads the program's own calls off stacks. What is the same is kept once. */
final class CallPaths {
  private final Map<String, Owner> owners = new HashMap<>();
  private final Map<List<CallSite>, List<CallSite>> known = new HashMap<>();

  /** What the program's own code called, outermost first, up to where it used a client. */
  List<CallSite> of(List<RecordedFrame> frames) {
    var path = new ArrayList<CallSite>();
    for (RecordedFrame frame : frames.reversed()) {
      Owner owner = owner(frame);
      if (owner == Owner.CLIENT && !path.isEmpty()) {
        break;
      }
      if (owner == Owner.PROGRAM) {
        path.add(site(frame));
      }
    }
    return known.computeIfAbsent(List.copyOf(path), same -> same);
  }

  /** A park says nothing about for whom; only that of a client is for another process. */
  boolean useClient(List<RecordedFrame> frames) {
    return frames.stream().anyMatch(frame -> owner(frame) == Owner.CLIENT);
  }

  static CallSite site(RecordedFrame frame) {
    var method = frame.getMethod();
    return new CallSite(
        method.getType().getName(), method.getName(), Math.max(0, frame.getLineNumber()));
  }

  private Owner owner(RecordedFrame frame) {
    return Optional.ofNullable(frame.getMethod())
        .map(method -> owners.computeIfAbsent(method.getType().getName(), Owner::of))
        .orElse(Owner.JDK);
  }
}
