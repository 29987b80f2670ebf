package dev.meanwhile.check.rule;

/** A class with a pool and something to load, for tests about tasks. */
final class SampleTasks {
  private SampleTasks() {}

  /** The class with more members. */
  static String with(String members) {
    return """
    import java.nio.file.*;
    import java.util.*;
    import java.util.concurrent.*;
    import java.util.concurrent.atomic.*;
    import java.util.stream.*;

    class Sample {
      private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
      private final Path file = Path.of("state");
      private final System.Logger log = System.getLogger("sample");

      String load() throws java.io.IOException { return Files.readString(file); }

      String load(String id) {
        if (id.isEmpty()) {
          throw new IllegalArgumentException("empty");
        }
        return id;
      }

      CompletableFuture<String> later(String id) {
        return CompletableFuture.supplyAsync(() -> load(id), pool);
      }

    %s
    }
    """
        .formatted(members.indent(2));
  }
}
