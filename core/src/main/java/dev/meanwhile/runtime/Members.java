package dev.meanwhile.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a group that have not ended: a linked list through the members themselves, guarded
 * by the group's lock.
 */
final class Members {
  private @Nullable Member newest;
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  void add(Member member) {
    member.older = newest;
    if (newest != null) {
      newest.newer = member;
    }
    newest = member;
    count++;
  }

  void remove(Member member) {
    Member older = member.older;
    Member newer = member.newer;
    if (newer == null) {
      newest = older;
    } else {
      newer.older = older;
    }
    if (older != null) {
      older.newer = newer;
    }
    member.older = null;
    member.newer = null;
    count--;
  }

  /** The oldest first. */
  List<Member> list() {
    if (count == 1 && newest != null) {
      return List.of(newest);
    }
    var list = new ArrayList<Member>(count);
    for (Member member = newest; member != null; member = member.older) {
      list.add(member);
    }
    return list.reversed();
  }
}
