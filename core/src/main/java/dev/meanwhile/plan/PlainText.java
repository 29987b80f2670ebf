package dev.meanwhile.plan;

import dev.meanwhile.plan.Layout.Arc;
import dev.meanwhile.plan.Layout.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as text: a line for each step, level by level. */
final class PlainText {
  private final Layout layout;
  private final int width;

  private PlainText(Layout layout) {
    this.layout = layout;
    this.width = layout.leaves().stream().mapToInt(leaf -> leaf.name().length()).max().orElse(0);
  }

  static String of(Layout layout) {
    var text = new PlainText(layout);
    var lines = new ArrayList<String>();
    lines.add(text.title());
    for (int level = 1; level <= layout.depth(); level++) {
      List<Leaf> leaves = layout.level(level);
      for (Leaf leaf : leaves) {
        lines.add(text.line(leaf == leaves.getFirst() ? String.valueOf(level) : "", leaf));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String title() {
    int steps = layout.leaves().size();
    return "%s: %s, depth %d, result: %s"
        .formatted(
            layout.plan(),
            steps == 1 ? "1 step" : steps + " steps",
            layout.depth(),
            layout.name(layout.resultOf()));
  }

  private String line(String level, Leaf leaf) {
    String name = leaf.name() + " ".repeat(width - leaf.name().length());
    return "%3s  %s  %s".formatted(level, name, about(leaf)).stripTrailing();
  }

  private String about(Leaf leaf) {
    var parts = new ArrayList<String>();
    String inputs =
        leaf.arcs().stream()
            .filter(Arc::isRead)
            .map(Arc::from)
            .map(layout::name)
            .collect(Collectors.joining(", "));
    if (!inputs.isEmpty()) {
      parts.add("<- " + inputs);
    }
    parts.addAll(leaf.allNotes());
    if (leaf.isUnused()) {
      parts.add("unused");
    }
    return String.join("; ", parts);
  }
}
