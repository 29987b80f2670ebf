package dev.meanwhile.check.fix;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts as a unified diff, such as {@code patch} reads. Lines are compared by the longest
 * common subsequence of what lies between the equal beginning and the equal end.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** A line of the diff: kept, taken out or put in. */
  private record Line(char sign, String text) {}

  private UnifiedDiff() {}

  /** The diff; empty if the texts are equal. */
  public static String of(String path, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<Line> lines = lines(split(before), split(after));
    var diff = new StringBuilder("--- a/" + path + "\n+++ b/" + path + "\n");
    int at = 0;
    int oldLine = 1;
    int newLine = 1;
    while (at < lines.size()) {
      int start = nextChange(lines, at);
      if (start == lines.size()) {
        break;
      }
      int from = Math.max(at, start - CONTEXT);
      oldLine += from - at;
      newLine += from - at;
      int to = end(lines, start);
      List<Line> hunk = lines.subList(from, to);
      int oldCount = count(hunk, '+');
      int newCount = count(hunk, '-');
      diff.append("@@ -%d,%d +%d,%d @@\n".formatted(oldLine, oldCount, newLine, newCount));
      hunk.forEach(line -> diff.append(line.sign()).append(line.text()));
      oldLine += oldCount;
      newLine += newCount;
      at = to;
    }
    return diff.toString();
  }

  private static int nextChange(List<Line> lines, int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).sign() == ' ') {
      at++;
    }
    return at;
  }

  /** Behind the context of a change, and of those that are near. */
  private static int end(List<Line> lines, int start) {
    int end = start;
    int kept = 0;
    for (int i = start; i < lines.size() && kept <= 2 * CONTEXT; i++) {
      kept = lines.get(i).sign() == ' ' ? kept + 1 : 0;
      end = kept == 0 ? i + 1 : end;
    }
    return Math.min(lines.size(), end + CONTEXT);
  }

  private static int count(List<Line> lines, char without) {
    return (int) lines.stream().filter(line -> line.sign() != without).count();
  }

  private static List<String> split(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      lines.add(
          end < 0
              ? text.substring(start) + "\n\\ No newline at end of file\n"
              : text.substring(start, end + 1));
      start = end < 0 ? text.length() : end + 1;
    }
    return lines;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    var lines = new ArrayList<Line>();
    before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    addMiddle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        lines);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
    return lines;
  }

  private static void addMiddle(List<String> before, List<String> after, List<Line> lines) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean isBoth = i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
      if (isBoth) {
        lines.add(new Line(' ', before.get(i)));
        i++;
        j++;
      } else if (j >= after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }
}
