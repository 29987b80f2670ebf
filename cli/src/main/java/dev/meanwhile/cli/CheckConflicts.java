package dev.meanwhile.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Options of {@code meanwhile check} that do not go together. */
final class CheckConflicts {
  private record Pair(String one, String other, String reason) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("--only", "--skip", "what --only does not name is not run anyway"),
          new Pair(
              "--cache", "--no-cache", "one says where to keep results, the other to keep none"),
          new Pair("--dry-run", "--format", "a dry run prints a diff and no report"),
          new Pair("--dry-run", "--profile", "a dry run prints a diff and no report"),
          new Pair("--dry-run", "--write-baseline", "a dry run writes nothing"));

  private CheckConflicts() {}

  /** What is wrong with a command line, if anything is. */
  static Optional<String> in(ParseResult options) {
    if (options.hasMatchedOption("--plain")
        && !options.hasMatchedOption("--fix")
        && !options.hasMatchedOption("--dry-run")) {
      return Optional.of("--plain says how --fix rewrites: give --fix or --dry-run");
    }
    return PAIRS.stream()
        .filter(pair -> options.hasMatchedOption(pair.one))
        .filter(pair -> options.hasMatchedOption(pair.other))
        .map(pair -> pair.one + " and " + pair.other + " do not go together: " + pair.reason)
        .findFirst();
  }
}
