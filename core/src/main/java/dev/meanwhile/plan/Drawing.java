package dev.meanwhile.plan;

import dev.meanwhile.plan.Layout.Arc;
import dev.meanwhile.plan.Layout.Box;
import dev.meanwhile.plan.Layout.Leaf;
import java.util.ArrayList;
import java.util.List;

/** A plan in a language for graphs: its steps, in boxes those of inner plans, then its edges. */
final class Drawing {
  private final Layout layout;
  private final Language language;
  private final List<String> lines = new ArrayList<>();
  private List<Box> open = List.of();
  private int boxes;

  private Drawing(Layout layout, Language language) {
    this.layout = layout;
    this.language = language;
  }

  /** The words of a language. */
  interface Language {
    List<String> begin(String plan);

    List<String> end(boolean hasUnused);

    String input();

    String step(String id, String label, boolean isResult, boolean isUnused);

    String open(String id, String label);

    String close();

    String edge(String from, String to, boolean isRead);
  }

  static String of(Layout layout, Language language) {
    var drawing = new Drawing(layout, language);
    drawing.draw();
    return String.join("\n", drawing.lines) + "\n";
  }

  private void draw() {
    lines.addAll(language.begin(layout.plan()));
    line(language.input());
    for (int i = 0; i < layout.leaves().size(); i++) {
      step(i, layout.leaves().get(i));
    }
    enter(List.of());
    for (int i = 0; i < layout.leaves().size(); i++) {
      for (Arc arc : layout.leaves().get(i).arcs()) {
        line(language.edge(id(arc.from()), id(i), arc.isRead()));
      }
    }
    lines.addAll(language.end(layout.leaves().stream().anyMatch(Leaf::isUnused)));
  }

  private void step(int number, Leaf leaf) {
    enter(leaf.within());
    String label = label(leaf.label(), leaf.notes());
    line(language.step(id(number), label, number == layout.resultOf(), leaf.isUnused()));
  }

  /** Closes boxes and opens others, until those are open. */
  private void enter(List<Box> wanted) {
    int same = 0;
    while (same < Math.min(open.size(), wanted.size()) && open.get(same).equals(wanted.get(same))) {
      same++;
    }
    while (open.size() > same) {
      open = open.subList(0, open.size() - 1);
      line(language.close());
    }
    for (Box box : wanted.subList(same, wanted.size())) {
      line(language.open("p" + ++boxes, label(box.label(), box.notes())));
      open = wanted.subList(0, open.size() + 1);
    }
  }

  private void line(String line) {
    lines.add("  ".repeat(1 + open.size()) + line);
  }

  private static String id(int number) {
    return number == Layout.INPUT ? "in" : "s" + (number + 1);
  }

  private static String label(String name, List<String> notes) {
    return notes.isEmpty() ? name : name + "\n" + String.join("\n", notes);
  }
}
