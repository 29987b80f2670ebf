package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import java.util.ArrayList;
import java.util.List;

/** Draws the marked lines of a finding, each with its mark under it. */
final class TextFrame {
  /** The columns before the code. */
  private static final int MARGIN = 10;

  /** How much of a line stays before a mark that is far to the right. */
  private static final int BEFORE = 16;

  private final Canvas canvas;
  private final List<Mark> marks;
  private final int indent;
  private final List<String> lines = new ArrayList<>();

  private TextFrame(Finding finding, Canvas canvas) {
    this.canvas = canvas;
    this.marks = MarkedLines.of(finding).values().stream().toList();
    this.indent = MarkedLines.indent(marks);
  }

  static List<String> of(Finding finding, Canvas canvas) {
    var frame = new TextFrame(finding, canvas);
    frame.draw();
    return frame.lines;
  }

  private static String code(Mark mark) {
    return mark.place().file().lineText(mark.place().line()).replace('\t', ' ');
  }

  private void draw() {
    int last = 0;
    for (Mark mark : marks.stream().limit(MarkedLines.MOST).toList()) {
      int line = mark.place().line();
      if (last > 0 && line > last + 1) {
        gap();
      }
      last = line;
      draw(mark);
    }
    if (marks.size() > MarkedLines.MOST) {
      gap();
    }
  }

  private void gap() {
    lines.add(new TextLine(canvas).padTo(MARGIN - 2).add("…", Tone.QUIET).toString());
  }

  /** What is shown of a line, and where its mark is in that. */
  private record Window(String code, int start, int end) {
    /** Moved to the right as far as the mark needs. */
    Window within(int room, Canvas canvas) {
      if (end <= room) {
        return new Window(canvas.cut(code, room), start, end);
      }
      String ellipsis = canvas.written("…");
      int hidden = Math.min(Math.max(0, start - BEFORE), code.length() - room);
      String shown = canvas.cut(ellipsis + code.substring(hidden + ellipsis.length()), room);
      return new Window(shown, start - hidden, Math.min(end - hidden, shown.length()));
    }
  }

  private Window window(Mark mark, int room) {
    Place place = mark.place();
    String code = code(mark).substring(indent);
    int start = Math.clamp(place.column() - 1L - indent, 0, code.length());
    int end = Math.clamp((long) start + MarkedLines.width(place), start, code.length());
    return new Window(code, start, end).within(room, canvas);
  }

  /** A mark is coloured in its line; where there are no colours, it is underlined. */
  private void draw(Mark mark) {
    int room = canvas.width() - MARGIN;
    Window shown = window(mark, room);
    var line =
        new TextLine(canvas)
            .add("%7d | ".formatted(mark.place().line()), Tone.QUIET)
            .addAsIs(shown.code.substring(0, shown.start), Tone.PLAIN)
            .addAsIs(shown.code.substring(shown.start, shown.end), Tone.MARK)
            .addAsIs(shown.code.substring(shown.end), Tone.PLAIN);
    if (canvas.colours()) {
      String label = canvas.cut(mark.label(), room - shown.code.length() - 2);
      lines.add(line.add(label.isEmpty() ? "" : "  " + label, Tone.QUIET).toString());
    } else {
      lines.add(line.toString());
      lines.add(underline(mark.label(), shown.start, Math.max(shown.start + 1, shown.end), room));
    }
  }

  /** The label stands behind the line, or before it where there is more room. */
  private String underline(String label, int start, int end, int room) {
    int left = label.length() > room - end - 1 && label.length() < start ? label.length() + 1 : 0;
    var line = new TextLine(canvas).padTo(MARGIN - 2).add("| ", Tone.QUIET);
    line.padTo(MARGIN + start - left).add(left == 0 ? "" : label + " ", Tone.QUIET);
    line.add("~".repeat(end - start), Tone.MARK);
    String behind = left == 0 ? canvas.cut(label, room - end - 1) : "";
    return line.add(behind.isEmpty() ? "" : " " + behind, Tone.QUIET).toString();
  }
}
