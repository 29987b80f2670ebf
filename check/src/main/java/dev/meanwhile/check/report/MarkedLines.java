package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a finding. */
final class MarkedLines {
  /** How many of them a report shows at most. */
  static final int MOST = 12;

  private MarkedLines() {}

  /** Each line that is marked with its first mark, and the line of the finding itself. */
  static SortedMap<Integer, Mark> of(Finding finding) {
    var marks = new TreeMap<Integer, Mark>();
    finding.marks().forEach(mark -> marks.putIfAbsent(mark.place().line(), mark));
    marks.putIfAbsent(finding.place().line(), new Mark(finding.place(), "", 0));
    return marks;
  }

  /** By how many characters all of them are indented. */
  static int indent(Collection<Mark> marks) {
    return marks.stream().mapToInt(mark -> indent(mark.place())).min().orElse(0);
  }

  private static int indent(Place place) {
    String code = place.file().lineText(place.line());
    return code.length() - code.stripLeading().length();
  }

  /** How much of its first line is marked, in characters. */
  static int width(Place place) {
    int end =
        place.endLine() == place.line()
            ? place.endColumn()
            : place.file().lineText(place.line()).length() + 1;
    return end - place.column();
  }
}
