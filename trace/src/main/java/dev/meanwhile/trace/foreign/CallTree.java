package dev.meanwhile.trace.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The calls of one request that led to waits: under each method its lines, in the order in which
 * they waited first. What one line waits for, however often, is put together.
 */
final class CallTree {
  private record Method(String type, String name) {}

  private final Map<Method, CallTree> methods = new LinkedHashMap<>();
  private final Map<CallSite, List<ForeignWait>> lines = new LinkedHashMap<>();
  private final Map<CallSite, CallTree> below = new LinkedHashMap<>();

  private CallTree() {}

  static CallTree of(List<ForeignWait> request) {
    var root = new CallTree();
    request.forEach(root::add);
    return root;
  }

  private void add(ForeignWait wait) {
    CallTree at = this;
    for (CallSite site : wait.path()) {
      CallTree method =
          at.methods.computeIfAbsent(new Method(site.type(), site.method()), _ -> new CallTree());
      method.lines.computeIfAbsent(site, _ -> new ArrayList<>()).add(wait);
      at = method.below.computeIfAbsent(site, _ -> new CallTree());
    }
  }

  /** Tells of each call of a method in which several lines waited. */
  void forEachStack(BiConsumer<CallSite, Map<CallSite, List<ForeignWait>>> action) {
    for (CallTree method : methods.values()) {
      if (method.lines.size() > 1) {
        action.accept(method.lines.keySet().iterator().next(), method.lines);
      }
      method.below.values().forEach(tree -> tree.forEachStack(action));
    }
  }
}
