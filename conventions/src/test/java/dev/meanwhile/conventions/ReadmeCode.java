package dev.meanwhile.conventions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Java code of a README. A block is the region of an example, named by the comment before it:
 *
 * <pre>{@code
 * <!-- region: main/java/FanOut.java#fan-out -->
 * }</pre>
 *
 * <p>In the example, the region stands between {@code // @start region="fan-out"} and {@code
 * // @end}, as in snippets of the Javadoc.
 */
final class ReadmeCode {

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- *region: *(?<file>[^#\\n]+)#(?<region>[^ \\n]+) *-->\\s*)?"
              + "^```(?<language>\\w*)[^\\n]*\\n(?<code>.*?)^```",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern MARKER = Pattern.compile("<!-- *region:");
  private static final Pattern REGION_START =
      Pattern.compile("\\s*// @start region=\"?([^\"\\s]+)\"?\\s*");
  private static final Pattern REGION_END = Pattern.compile("\\s*// @end\\b.*");

  private final Path examples;

  /** With the folder that the paths in the markers start from. */
  ReadmeCode(Path examples) {
    this.examples = examples;
  }

  List<String> violations(String readme) {
    long markers = MARKER.matcher(readme).results().count();
    if (markers == 0) {
      return List.of();
    }
    var violations = new ArrayList<String>();
    long used = 0;
    for (MatchResult block : BLOCK.matcher(readme).results().toList()) {
      if (block.group("region") != null) {
        used++;
        check(block, violations);
      } else if (block.group("language").equals("java")) {
        violations.add("this block has no region of an example:\n" + block.group("code"));
      }
    }
    if (used < markers) {
      violations.add((markers - used) + " of the region markers have no code block after them");
    }
    return violations;
  }

  private void check(MatchResult block, List<String> violations) {
    String name = block.group("file").strip() + "#" + block.group("region");
    Path file = examples.resolve(block.group("file").strip());
    if (!Files.isRegularFile(file)) {
      violations.add(name + ": no such file among the examples");
      return;
    }
    Optional<String> region = region(Repository.read(file), block.group("region"));
    if (region.isEmpty()) {
      violations.add(name + ": no such region in the file");
    } else if (!region.get().equals(block.group("code").strip())) {
      violations.add(name + " reads\n" + region.get() + "\nbut the README\n" + block.group("code"));
    }
  }

  /** The lines of the region, moved to the left, without the markers of other regions in it. */
  static Optional<String> region(String source, String name) {
    var lines = new ArrayList<String>();
    int depth = 0;
    boolean closed = false;
    for (String line : source.lines().toList()) {
      var start = REGION_START.matcher(line);
      if (start.matches()) {
        depth = depth > 0 || start.group(1).equals(name) ? depth + 1 : 0;
      } else if (depth > 0 && REGION_END.matcher(line).matches()) {
        depth--;
        closed = depth == 0;
      } else if (depth > 0) {
        lines.add(line);
      }
      if (closed) {
        String text = lines.stream().collect(Collectors.joining("\n"));
        return Optional.of(text.stripIndent().strip());
      }
    }
    return Optional.empty();
  }
}
