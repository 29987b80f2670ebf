package dev.meanwhile.check.report;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.MethodPlace;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.Suppressed;
import dev.meanwhile.check.profile.CodeLine;
import dev.meanwhile.check.profile.MeasuredWait;
import dev.meanwhile.check.profile.MeasuredWaits;
import dev.meanwhile.check.profile.Profile;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Findings, and what a writer makes of them. */
final class Samples {
  static final Path BASE = Path.of("project").toAbsolutePath();
  static final String CODE =
      """
      class Pages {
        String page(String id) {
          String user = rest.get("/users/" + id);
          String cart = rest.get("/carts/" + id);
          return user + cart;
        }
      }
      """;

  private Samples() {}

  static Finding finding() {
    return finding("src/Pages.java", CODE);
  }

  /** The waits for user and cart in this file. */
  static Finding finding(String file, String code) {
    var source = new SourceText(BASE.resolve(file), code);
    Place user = place(source, "rest.get(\"/users/\" + id)");
    Place cart = place(source, "rest.get(\"/carts/\" + id)");
    return new Finding(
        "independent-waits",
        Severity.WARNING,
        Confidence.LIKELY,
        new MethodPlace("Pages", "page", place(source, code.substring(code.indexOf("  String")))),
        user,
        "2 waits, 100% of them in a row",
        List.of(new Finding.Mark(user, "user: HTTP", 1), new Finding.Mark(cart, "cart: HTTP", 1)),
        List.of("neither uses the other"),
        Optional.of(Finding.Saving.of(2, 1)),
        "run them at once",
        Answer.ASSISTED,
        Optional.empty());
  }

  private static Place place(SourceText source, String code) {
    int start = source.text().indexOf(code);
    return new Place(source, new Span(start, start + code.length()));
  }

  /** The user takes 20 ms, then the cart 60 ms. */
  static Profile measured() {
    return Profile.of(
        List.of(new MeasuredWaits(Instant.MAX, List.of(wait(3, 0, 20), wait(4, 20, 60)))));
  }

  private static MeasuredWait wait(int line, int start, int millis) {
    var path = List.of(new CodeLine("Pages", "page", line));
    return new MeasuredWait(1, start * 1_000_000L, millis * 1_000_000L, path);
  }

  static Report report(Finding... findings) {
    return new Report(List.of(findings), List.of(), List.of(), new Report.Coverage(1, 7, 2, 2));
  }

  static Report suppressing(Suppressed... suppressed) {
    return new Report(List.of(), List.of(), List.of(suppressed), Report.Coverage.NOTHING);
  }

  static Report problem(String file, int line, String message) {
    var problem = new Problem(BASE.resolve(file), line, message);
    return new Report(List.of(), List.of(problem), List.of(), Report.Coverage.NOTHING);
  }

  static String written(ReportWriter writer, Report report) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    report.findings().forEach(finding -> writer.found(finding, out));
    writer.finished(report, out);
    out.flush();
    return text.toString();
  }
}
