package dev.meanwhile.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where it was measured, and with what. */
final class Machine {
  /** Parts of the names of the jars of contenders. */
  private static final List<String> LIBRARIES =
      List.of(
          "structured-",
          "parseq-",
          "reactor-core-",
          "rxjava-",
          "mutiny-",
          "kotlin-stdlib-",
          "kotlinx-coroutines-core-jvm-",
          "guava-",
          "failsafe-",
          "resilience4j-all-",
          "bucket4j_jdk17-core-",
          "java-dataloader-",
          "caffeine-",
          "jmh-core-");

  private Machine() {}

  /** What there is to know, by name. */
  static Map<String, String> describe() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("date", LocalDate.now().toString());
    facts.put(
        "processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    facts.put("memory", memory());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("libraries", String.join(", ", libraries()));
    return facts;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch"); // not on this system
    }
  }

  private static String memory() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean sun
        ? sun.getTotalMemorySize() / (1 << 20) + " MB"
        : "unknown";
  }

  private static List<String> libraries() {
    try {
      Path jar = Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> jars = Files.list(jar.resolveSibling("lib"))) {
        return jars.map(file -> file.getFileName().toString().replace(".jar", ""))
            .filter(name -> LIBRARIES.stream().anyMatch(name::startsWith))
            .map(name -> name.startsWith("structured-") ? "jox-" + name : name)
            .sorted()
            .toList();
      }
    } catch (Exception e) {
      return List.of("unknown"); // not run from the jar
    }
  }
}
