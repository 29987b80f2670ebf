package dev.meanwhile.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which module may depend on which: arrows point toward core, and core knows nobody. */
final class ModuleArrows {

  private static final String PREFIX = "meanwhile-";

  private static final Set<String> NOTHING = Set.of();
  private static final Set<String> ANYTHING = Set.of("*");

  /** Modules that do not exist yet have their line already: it is the plan. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("core", NOTHING),
          Map.entry("testing", Set.of("core", "trace")),
          Map.entry("io", Set.of("core")),
          Map.entry("trace", Set.of("core")),
          Map.entry("context-propagation", Set.of("core")),
          Map.entry("check", NOTHING),
          Map.entry("durable", Set.of("core")),
          Map.entry("temporal", Set.of("core", "durable")),
          Map.entry("otel", Set.of("core", "trace")),
          Map.entry("micrometer", Set.of("core", "trace")),
          Map.entry("studio", Set.of("core", "trace", "check")),
          Map.entry("interleaving", Set.of("core")),
          Map.entry("cli", ANYTHING),
          Map.entry("core-tests", ANYTHING),
          Map.entry("trace-tests", ANYTHING),
          Map.entry("examples", ANYTHING),
          Map.entry("benchmarks", ANYTHING),
          Map.entry("conventions", ANYTHING));

  /** The tests of a module may use these besides. */
  private static final Set<String> ALLOWED_IN_TESTS = Set.of("core", "testing", "io");

  /** What testing uses has its tests in a module of its own: Maven orders modules as a whole. */
  private static final Set<String> BEFORE_TESTING = Set.of("core", "trace");

  private ModuleArrows() {}

  /** The parent POM and, by module folder, the POMs of its modules. */
  record Reactor(Pom parent, Map<String, Pom> modules) {

    static Reactor of(Repository repository) {
      var parent = Pom.parse(Repository.read(repository.root().resolve("pom.xml")));
      var modules = new TreeMap<String, Pom>();
      for (String module : parent.modules()) {
        var file = repository.root().resolve(module).resolve("pom.xml");
        modules.put(module, Pom.parse(Repository.read(file)));
      }
      return new Reactor(parent, modules);
    }
  }

  static List<String> wrongArrows(Reactor reactor) {
    var wrong = new ArrayList<String>();
    reactor.modules().forEach((module, pom) -> checkArrows(module, pom, wrong));
    return wrong;
  }

  /** What a user of core would get along with it. */
  static List<String> runTimeNeedsOfCore(Reactor reactor) {
    return reactor.modules().get("core").dependencies().stream()
        .filter(Pom.Dependency::isNeededAtRunTime)
        .map(needed -> needed.group() + ":" + needed.artifact())
        .toList();
  }

  static List<String> versionsOutsideTheParent(Reactor reactor) {
    var versions = new ArrayList<String>();
    reactor
        .modules()
        .forEach((module, pom) ->
            pom.ownVersions().forEach(own -> versions.add(module + "/pom.xml: " + own)));
    return versions;
  }

  private static void checkArrows(String module, Pom pom, List<String> wrong) {
    Set<String> allowed = ALLOWED.get(module);
    if (allowed == null) {
      wrong.add(module + " has no line in the table of ModuleArrows: what may it depend on?");
      return;
    }
    for (Pom.Dependency dependency : pom.dependencies()) {
      if (dependency.isOurs() && !isAllowed(module, allowed, dependency)) {
        wrong.add(module + " -> " + target(dependency) + "; allowed: " + describe(allowed));
      }
    }
  }

  private static boolean isAllowed(String module, Set<String> allowed, Pom.Dependency dependency) {
    String target = target(dependency);
    return allowed.equals(ANYTHING)
        || allowed.contains(target)
        || (dependency.isForTests()
            && !BEFORE_TESTING.contains(module)
            && ALLOWED_IN_TESTS.contains(target));
  }

  private static String target(Pom.Dependency dependency) {
    String artifact = dependency.artifact();
    return artifact.startsWith(PREFIX) ? artifact.substring(PREFIX.length()) : artifact;
  }

  private static String describe(Set<String> allowed) {
    return allowed.isEmpty()
        ? "nothing"
        : allowed.stream().sorted().collect(Collectors.joining(", "));
  }
}
