package dev.meanwhile.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code meanwhile check} for what is kept from run to run. */
final class CacheOptions {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps here what modules have come to, until something changes in them. Default:"
              + " meanwhile/check in the user's cache folder.")
  private @Nullable Path folder;

  @Option(names = "--no-cache", description = "Analyses everything, and keeps nothing.")
  private boolean isOff;

  /**
   * The folder; empty if nothing is to be kept.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  Optional<Path> folder() {
    if (isOff) {
      return Optional.empty();
    }
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--cache is " + folder + "; allowed: a folder");
    }
    return Optional.of(
        folder != null
            ? folder
            : ofUser(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home")));
  }

  /**
   * As the XDG Base Directory Specification says, which wants a path that is not absolute ignored.
   */
  static Path ofUser(@Nullable String caches, String home) {
    Path base =
        caches != null && Path.of(caches).isAbsolute() ? Path.of(caches) : Path.of(home, ".cache");
    return base.resolve("meanwhile").resolve("check");
  }
}
