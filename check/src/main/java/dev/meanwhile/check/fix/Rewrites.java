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
   * @param after its new text
   * @param findings what is rewritten in it
   */
  public record ChangedFile(Path path, String before, String after, List<Finding> findings) {
    /** Copies the list. */
    public ChangedFile {
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
