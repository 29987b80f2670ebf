package dev.meanwhile.check.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Source roots that one run of the compiler can read: no class name is in two of them. Modules of
 * one tree often repeat names (each has its {@code Application}); in one run, all but the first of
 * those files would be lost.
 */
public final class SourceGroup {
  private final List<SourceRoot> roots = new ArrayList<>();
  private final Set<String> classNames = new HashSet<>();

  private SourceGroup() {}

  /**
   * Sorts roots into as few groups as is easy to find: each goes to the group with the longest
   * common path that has none of its class names.
   */
  public static List<SourceGroup> of(List<SourceRoot> roots) {
    var groups = new ArrayList<SourceGroup>();
    for (SourceRoot root : roots) {
      Set<String> names = root.classNames();
      SourceGroup nearest = null;
      for (SourceGroup group : groups) {
        if (group.hasNoneOf(names)
            && (nearest == null || group.nearness(root) > nearest.nearness(root))) {
          nearest = group;
        }
      }
      if (nearest == null) {
        nearest = new SourceGroup();
        groups.add(nearest);
      }
      nearest.add(root, names);
    }
    return groups;
  }

  private void add(SourceRoot root, Set<String> names) {
    roots.add(root);
    classNames.addAll(names);
  }

  private boolean hasNoneOf(Set<String> names) {
    return names.stream().noneMatch(classNames::contains);
  }

  private int nearness(SourceRoot root) {
    return roots.stream().mapToInt(other -> common(other.folder(), root.folder())).max().orElse(0);
  }

  private static int common(Path one, Path other) {
    int length = 0;
    int most = Math.min(one.getNameCount(), other.getNameCount());
    while (length < most && one.getName(length).equals(other.getName(length))) {
      length++;
    }
    return length;
  }

  /** The roots. */
  public List<SourceRoot> roots() {
    return roots;
  }

  /** All files. */
  public Stream<SourceFile> files() {
    return roots.stream().flatMap(root -> root.files().stream());
  }
}
