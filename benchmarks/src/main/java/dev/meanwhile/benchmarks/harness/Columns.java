package dev.meanwhile.benchmarks.harness;

import java.util.List;

/** Rows of text of the same number of cells; the first column is flush left, the others right. */
record Columns(List<List<String>> rows) {
  String aligned() {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        String blanks = " ".repeat(width(i) - cell.length());
        line.append(i == 0 ? cell + blanks : "   " + blanks + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (row.equals(rows.getFirst())) {
        text.append("|---|").append("---:|".repeat(row.size() - 1)).append('\n');
      }
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
