package dev.meanwhile.plan;

import java.util.List;

/** The language of Mermaid's flow charts (mermaid.js.org/syntax/flowchart). */
final class Mermaid implements Drawing.Language {
  @Override
  public List<String> begin(String plan) {
    return List.of("flowchart LR");
  }

  @Override
  public List<String> end(boolean hasUnused) {
    return hasUnused ? List.of("  classDef unused stroke-dasharray: 4 4") : List.of();
  }

  @Override
  public String input() {
    return "in([in])";
  }

  @Override
  public String step(String id, String label, boolean isResult, boolean isUnused) {
    String text = quoted(label);
    return id + (isResult ? "[[" + text + "]]" : "[" + text + "]") + (isUnused ? ":::unused" : "");
  }

  @Override
  public String open(String id, String label) {
    return "subgraph " + id + " [" + quoted(label) + "]";
  }

  @Override
  public String close() {
    return "end";
  }

  @Override
  public String edge(String from, String to, boolean isRead) {
    return from + (isRead ? " --> " : " -.-> ") + to;
  }

  /** Mermaid has no escapes; it knows the entities of HTML, with a # for the ampersand. */
  private static String quoted(String text) {
    String escaped =
        text.replace("#", "#35;").replace("\"", "#quot;").replace("<", "#lt;").replace(">", "#gt;");
    return "\"" + escaped.replace("\n", "<br/>") + "\"";
  }
}
