package dev.meanwhile.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tasks of the process that still run although the grace after their cancel is over. */
public final class StragglerList {
  private static final ConcurrentHashMap<Member, Long> STRAGGLERS = new ConcurrentHashMap<>();

  private StragglerList() {}

  /** Adds it, once, unless its code has ended meanwhile. */
  static void add(Member member, long cancelledAt) {
    boolean first = STRAGGLERS.putIfAbsent(member, cancelledAt) == null;
    if (member.isOver()) {
      STRAGGLERS.remove(member);
    } else if (first) {
      Events.stragglerFound(member);
    }
  }

  /** Adds all of them, and returns them. */
  static List<Member> addAll(List<Member> members, long cancelledAt) {
    members.forEach(member -> add(member, cancelledAt));
    return members;
  }

  static void remove(Member member) {
    if (!STRAGGLERS.isEmpty()) {
      STRAGGLERS.remove(member);
    }
  }

  /** All of them at this moment. */
  public static List<Entry> entries() {
    return STRAGGLERS.entrySet().stream().map(e -> Entry.of(e.getKey(), e.getValue())).toList();
  }

  /**
   * One of them.
   *
   * @param age since it was told to stop
   */
  public record Entry(String path, String owner, Duration age, @Nullable Thread thread) {
    private static Entry of(Member member, long cancelledAt) {
      long age = member.run().timekeeper().nanoTime() - cancelledAt;
      return new Entry(
          member.path(), member.group().toString(), Duration.ofNanos(age), member.thread());
    }
  }
}
