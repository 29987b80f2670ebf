package dev.meanwhile.trace.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the waits of threads into requests. The life of a virtual thread is one request. A thread of
 * a pool begins another one after it was idle, where it enters the program by another method, and
 * where the wait that began the request comes again after others: where in doubt it cuts, so that
 * waits of two requests are not taken for a stack.
 */
final class Requests {
  private final Map<Long, List<ForeignWait>> open = new LinkedHashMap<>();
  private final List<List<ForeignWait>> requests = new ArrayList<>();
  private final Map<Long, Long> busyUntil = new LinkedHashMap<>();

  private Requests() {}

  /** The waits of each request, by time. */
  static List<List<ForeignWait>> of(List<ForeignWait> byStart) {
    var cut = new Requests();
    byStart.forEach(cut::add);
    cut.requests.addAll(cut.open.values());
    return cut.requests;
  }

  private void add(ForeignWait wait) {
    if (wait.start() < busyUntil.getOrDefault(wait.thread(), Long.MIN_VALUE)) {
      return; // a part of the wait before: one thread waits for one thing at a time
    }
    busyUntil.put(wait.thread(), wait.end());
    List<ForeignWait> request = open.get(wait.thread());
    if (request != null && !wait.isVirtual() && beginsAnother(request, wait)) {
      requests.add(request);
      open.remove(wait.thread());
      request = null;
    }
    if (!wait.isIdle()) {
      addTo(request, wait);
    }
  }

  private void addTo(@Nullable List<ForeignWait> request, ForeignWait wait) {
    if (request == null) {
      open.put(wait.thread(), new ArrayList<>(List.of(wait)));
    } else {
      request.add(wait);
    }
  }

  private static boolean beginsAnother(List<ForeignWait> request, ForeignWait wait) {
    if (wait.isIdle()) {
      return true;
    }
    List<CallSite> first = request.getFirst().path();
    if (!first.getFirst().isSameMethod(wait.path().getFirst())) {
      return true;
    }
    return first.equals(wait.path()) && !first.equals(request.getLast().path());
  }
}
