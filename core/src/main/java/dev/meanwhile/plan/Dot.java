package dev.meanwhile.plan;

import java.util.List;

/** The language of Graphviz (graphviz.org/doc/info/lang.html). */
final class Dot implements Drawing.Language {
  @Override
  public List<String> begin(String plan) {
    return List.of("digraph " + quoted(plan) + " {", "  rankdir=LR", "  node [shape=box]");
  }

  @Override
  public List<String> end(boolean hasUnused) {
    return List.of("}");
  }

  @Override
  public String input() {
    return "in [shape=ellipse]";
  }

  @Override
  public String step(String id, String label, boolean isResult, boolean isUnused) {
    return id
        + " [label="
        + quoted(label)
        + (isResult ? ", peripheries=2" : "")
        + (isUnused ? ", style=dashed" : "")
        + "]";
  }

  @Override
  public String open(String id, String label) {
    return "subgraph cluster_" + id + " { label=" + quoted(label);
  }

  @Override
  public String close() {
    return "}";
  }

  @Override
  public String edge(String from, String to, boolean isRead) {
    return from + " -> " + to + (isRead ? "" : " [style=dashed]");
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}
