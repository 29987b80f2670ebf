package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the methods that call each other in a ring, directly or through others, and shows ring
 * after ring, what is called before what calls it. A method that is in no ring is shown alone.
 *
 * <p>These are the strongly connected components of the calls (R. Tarjan, "Depth-first search and
 * linear graph algorithms", 1972), without recursion: chains of calls may be long.
 */
final class Rings {
  private static final int SHOWN = Integer.MAX_VALUE;

  private final Function<Method, List<Method>> callees;
  private final Consumer<List<Method>> sink;
  private final Map<Method, Integer> numbers = new HashMap<>();
  private final Deque<Method> open = new ArrayDeque<>();
  private final Deque<Visit> path = new ArrayDeque<>();

  /**
   * Rings of these calls.
   *
   * @param callees the methods that a method may call
   * @param sink is shown each ring once
   */
  Rings(Function<Method, List<Method>> callees, Consumer<List<Method>> sink) {
    this.callees = callees;
    this.sink = sink;
  }

  /** A method on the way. */
  private static final class Visit {
    private final Method method;
    private final Iterator<Method> callees;
    private final int number;

    /** The lowest number of the methods on the way that it is known to lead back to. */
    private int lowest;

    Visit(Method method, Iterator<Method> callees, int number) {
      this.method = method;
      this.callees = callees;
      this.number = number;
      this.lowest = number;
    }
  }

  /** Shows the ring of a method, and those that it calls, as far as they have not been shown. */
  void from(Method start) {
    if (!numbers.containsKey(start)) {
      enter(start);
    }
    while (!path.isEmpty()) {
      Visit visit = path.element();
      if (visit.callees.hasNext()) {
        follow(visit, visit.callees.next());
      } else {
        leave(path.remove());
      }
    }
  }

  private void enter(Method method) {
    int number = numbers.size();
    numbers.put(method, number);
    open.push(method);
    path.push(new Visit(method, callees.apply(method).iterator(), number));
  }

  private void follow(Visit caller, Method callee) {
    Integer number = numbers.get(callee);
    if (number == null) {
      enter(callee);
    } else {
      caller.lowest = Math.min(caller.lowest, number);
    }
  }

  private void leave(Visit visit) {
    if (visit.lowest == visit.number) {
      show(visit.method);
    } else {
      Visit caller = Objects.requireNonNull(path.peek());
      caller.lowest = Math.min(caller.lowest, visit.lowest);
    }
  }

  private void show(Method first) {
    var ring = new ArrayList<Method>();
    Method next;
    do {
      next = open.remove();
      numbers.put(next, SHOWN);
      ring.add(next);
    } while (next != first);
    sink.accept(ring);
  }
}
