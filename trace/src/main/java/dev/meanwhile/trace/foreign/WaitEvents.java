package dev.meanwhile.trace.foreign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads waits from a recording. */
final class WaitEvents {
  private static final Map<String, String> KINDS =
      Map.of(
          "jdk.SocketRead", "socket read",
          "jdk.SocketWrite", "socket write",
          "jdk.FileRead", "file read",
          "jdk.ThreadSleep", "sleep",
          "jdk.ThreadPark", "park",
          "jdk.JavaMonitorWait", "park",
          "jdk.VirtualThreadPinned", "park");

  private final List<ForeignWait> waits = new ArrayList<>();
  private int forOthers;
  private int cutOff;

  private WaitEvents() {}

  static WaitEvents read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    var events = new WaitEvents();
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        events.add(recording.readEvent());
      }
    } catch (EOFException e) {
      throw new IOException(file + ": not a recording of the JDK Flight Recorder", e);
    } catch (IOException e) {
      throw Files.isRegularFile(file) && Files.isReadable(file)
          ? new IOException(file + ": not a recording of the JDK Flight Recorder, or damaged", e)
          : e;
    }
    events.waits.sort(Comparator.comparingLong(ForeignWait::start));
    return events;
  }

  private void add(RecordedEvent event) {
    String kind = KINDS.get(event.getEventType().getName());
    RecordedThread thread = event.getThread();
    if (kind == null || thread == null || event.getStackTrace() == null) {
      return;
    }
    List<CallSite> path = pathOf(event.getStackTrace().getFrames());
    if (kind.equals("park") && !path.isEmpty() && !isOfClient(event)) {
      forOthers++;
      return;
    }
    if (event.getStackTrace().isTruncated()) {
      cutOff++;
    }
    long start = nanos(event);
    waits.add(
        new ForeignWait(
            thread.getId(),
            thread.isVirtual(),
            start,
            event.getDuration().toNanos(),
            kind.equals("park") ? "call" : kind,
            path));
  }

  private static long nanos(RecordedEvent event) {
    var start = event.getStartTime();
    return start.getEpochSecond() * 1_000_000_000 + start.getNano();
  }

  /** What the program's own code called, outermost first, up to where it used a client. */
  private static List<CallSite> pathOf(List<RecordedFrame> frames) {
    var path = new ArrayList<CallSite>();
    for (RecordedFrame frame : frames.reversed()) {
      Owner owner = owner(frame);
      if (owner == Owner.CLIENT && !path.isEmpty()) {
        break;
      }
      if (owner == Owner.PROGRAM) {
        path.add(siteOf(frame));
      }
    }
    return path;
  }

  private static CallSite siteOf(RecordedFrame frame) {
    var method = frame.getMethod();
    return new CallSite(
        method.getType().getName(), method.getName(), Math.max(0, frame.getLineNumber()));
  }

  /** A park says nothing about for whom; only that of a client is for another process. */
  private static boolean isOfClient(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .anyMatch(frame -> owner(frame) == Owner.CLIENT);
  }

  private static Owner owner(RecordedFrame frame) {
    return Optional.ofNullable(frame.getMethod())
        .map(method -> Owner.of(method.getType().getName()))
        .orElse(Owner.JDK);
  }

  /** All waits by their start, those of idle threads included. */
  List<ForeignWait> waits() {
    return waits;
  }

  /** How many waits were for other threads: joins, queues, locks. */
  int forOthers() {
    return forOthers;
  }

  /** How many stacks were deeper than recorded. */
  int cutOff() {
    return cutOff;
  }
}
