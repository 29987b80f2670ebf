package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.harness.LineChart.Line;
import dev.meanwhile.benchmarks.harness.LineChart.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the report and its pictures go.
 *
 * @param page the file of the report; its text outside of the markers stays as it is
 * @param pictures the folder beside or below it
 */
record Pages(Path page, Path pictures) {
  private static final String EMPTY_PAGE =
      "# Measured\n\n" + MarkdownReport.BEGIN + "\n\n" + MarkdownReport.END + "\n";

  /** Those of the documentation. */
  static Pages published() {
    Path docs = NodeScripts.module().resolveSibling("docs");
    return new Pages(docs.resolve("performance.md"), docs.resolve("pictures"));
  }

  /** For what is only to be looked at. */
  static Pages scratch() {
    Path target = NodeScripts.module().resolve("target");
    return new Pages(target.resolve("performance.md"), target.resolve("pictures"));
  }

  /** Writes the report and returns its file. */
  Path write(Tournament.Outcome outcome, Map<String, String> machine, String command)
      throws IOException {
    Files.createDirectories(pictures);
    var text = new StringBuilder(MarkdownReport.of(outcome, machine, command));
    for (var curve : byWorkload(outcome.curves()).entrySet()) {
      text.append(draw(curve.getKey(), curve.getValue()));
    }
    String before = Files.exists(page) ? Files.readString(page) : EMPTY_PAGE;
    Files.writeString(page, MarkdownReport.into(before, text.toString()));
    return page;
  }

  private static Map<Workload, List<Standings>> byWorkload(List<Standings> curves) {
    Map<Workload, List<Standings>> grouped = new LinkedHashMap<>();
    for (Standings point : curves) {
      grouped.computeIfAbsent(point.workload(), _ -> new ArrayList<>()).add(point);
    }
    return grouped;
  }

  private String draw(Workload workload, List<Standings> points) throws IOException {
    var figure = workload.curve().figure();
    String title = workload.id() + ": " + figure.title() + " for each, by how many there are";
    Path picture = pictures.resolve("scaling-" + workload.id() + ".svg");
    Files.writeString(picture, LineChart.draw(title, figure.unit(), lines(workload, points)));
    String link = page.getParent().relativize(picture).toString().replace('\\', '/');
    return "### " + title + "\n\n![" + title + "](" + link + ")\n\n";
  }

  private static List<Line> lines(Workload workload, List<Standings> points) {
    return workload.curve().contenders().stream()
        .map(name -> new Line(name, line(workload, name, points)))
        .filter(line -> !line.points().isEmpty())
        .toList();
  }

  private static List<Point> line(Workload workload, String name, List<Standings> points) {
    var figure = workload.curve().figure();
    var line = new ArrayList<Point>();
    for (Standings at : points) {
      at.named(name)
          .ifPresent(
              score -> line.add(new Point(workload.operations(at.variant()), figure.of(score))));
    }
    return line;
  }
}
