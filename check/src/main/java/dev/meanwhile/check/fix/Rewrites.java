package dev.meanwhile.check.fix;

import dev.meanwhile.check.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run of rewrites has done, or would do.
 *
 * @param files the changed files
 * @param left the findings with a rewrite that was not done
 */
public record Rewrites(List<ChangedFile> files, List<Left> left) {

  /**
   * A changed file.
   *
   * @param before its text as it was
   * @param edits what turns it into the new text, from the first to the last
   * @param after its new text
   * @param findings what is rewritten in it
   */
  public record ChangedFile(
      Path path, String before, List<TextEdit> edits, String after, List<Finding> findings) {
    /** Copies the lists. */
    public ChangedFile {
      edits = List.copyOf(edits);
      findings = List.copyOf(findings);
    }
  }

  /**
   * A finding that is left as it is.
   *
   * @param reason why
   */
  public record Left(Finding finding, String reason) {}

  /** Copies the lists. */
  public Rewrites {
    files = List.copyOf(files);
    left = List.copyOf(left);
  }

  /** How many findings are rewritten. */
  public int count() {
    return files.stream().mapToInt(file -> file.findings().size()).sum();
  }
}
