package dev.meanwhile.trace.export;

import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * One page of HTML that shows a run: the tree of tasks with their bars, what each waited for, and
 * the critical path. It holds everything it needs and its policy forbids it to load anything, so
 * that it can be mailed, archived and printed.
 */
public final class HtmlTimeline implements TraceExport {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="color-scheme" content="light dark">
      """;

  /** Creates the export. */
  public HtmlTimeline() {}

  @Override
  public void write(RunTrace trace, Writer out) throws IOException {
    out.write(HEAD);
    out.write("<title>" + escaped(trace.name()) + "</title>\n<style>\n");
    out.write(resource("timeline.css"));
    out.write("</style>\n</head>\n<body>\n");
    out.write(resource("timeline.html"));
    out.write("<script type=\"application/json\" id=\"data\">");
    Timeline timeline = Timeline.of(trace);
    Json.write(new ScriptText(out), json -> new TimelineJson(json).write(timeline));
    out.write("</script>\n<script>\n");
    out.write(resource("timeline.js"));
    out.write("</script>\n</body>\n</html>\n");
    out.flush();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlTimeline.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
