package dev.meanwhile.trace.foreign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Collects waits from the events of a recording. */
final class WaitEvents {
  /** Of more waits than that the oldest are forgotten. */
  private static final int MOST = 1 << 20;

  private static final String PARK = "park";
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private static final Map<String, String> KINDS =
      Map.of(
          "jdk.SocketRead",
          "socket read",
          "jdk.SocketWrite",
          "socket write",
          "jdk.FileRead",
          "file read",
          "jdk.FileForce",
          "file sync",
          "jdk.ThreadSleep",
          "sleep",
          "jdk.ThreadPark",
          PARK,
          "jdk.JavaMonitorWait",
          PARK,
          PINNED,
          PARK);

  private final CallPaths paths = new CallPaths();
  private final TaskNames tasks = new TaskNames();
  private final Pins pins = new Pins();
  private final List<ForeignWait> waits = new ArrayList<>();
  private int forOthers;
  private int cutOff;
  private int forgotten;

  /** The names of the events that it is for. */
  static Set<String> names() {
    return Stream.concat(KINDS.keySet().stream(), Stream.of(TaskNames.EVENT))
        .collect(Collectors.toSet());
  }

  /** Takes an event, of any kind. */
  void add(RecordedEvent event) {
    String name = event.getEventType().getName();
    if (name.equals(TaskNames.EVENT)) {
      tasks.add(event);
    }
    String kind = KINDS.get(name);
    if (kind != null && event.getThread() != null && event.getStackTrace() != null) {
      add(event, name, kind);
    }
  }

  private void add(RecordedEvent event, String name, String kind) {
    var frames = event.getStackTrace().getFrames();
    List<CallSite> path = paths.of(frames);
    if (name.equals(PINNED)) {
      pins.add(event, path);
    }
    if (kind.equals(PARK) && !path.isEmpty() && !paths.useClient(frames)) {
      forOthers++;
      return;
    }
    if (event.getStackTrace().isTruncated()) {
      cutOff++;
    }
    makeRoom();
    waits.add(wait(event, kind.equals(PARK) ? "call" : kind, path));
  }

  private static ForeignWait wait(RecordedEvent event, String kind, List<CallSite> path) {
    RecordedThread thread = event.getThread();
    var start = event.getStartTime();
    return new ForeignWait(
        thread.getId(),
        thread.isVirtual(),
        start.getEpochSecond() * 1_000_000_000 + start.getNano(),
        event.getDuration().toNanos(),
        kind,
        path);
  }

  private void makeRoom() {
    if (waits.size() == MOST) {
      waits.subList(0, MOST / 4).clear();
      forgotten += MOST / 4;
    }
  }

  /** The waits of each request by now. */
  List<List<ForeignWait>> requests() {
    return Requests.of(
        waits.stream().sorted(Comparator.comparingLong(ForeignWait::start)).toList());
  }

  /** What there is by now. */
  WaitReport report() {
    List<List<ForeignWait>> requests = requests();
    var stacks = new Stacks();
    requests.forEach(stacks::add);
    var loops = new Loops();
    requests.forEach(loops::add);
    return new WaitReport(
        requests.size(),
        requests.stream().mapToInt(List::size).sum(),
        forOthers,
        cutOff,
        forgotten,
        bySaving(stacks.all(tasks)),
        bySaving(loops.all(tasks)),
        pins.all());
  }

  private static <F extends Finding> List<F> bySaving(List<F> findings) {
    return findings.stream().sorted(WaitReport.BY_SAVING).toList();
  }
}
