package dev.meanwhile.check.javac;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * Shows the compiler no more of the JDK than the sources name. It looks for each class that is
 * missing in every module there is, for the sake of a better message; where libraries are missing,
 * that is half of its work.
 */
final class NamedModuleFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final NamedModules named;

  NamedModuleFiles(JavaFileManager all, NamedModules named) {
    super(all);
    this.named = named;
  }

  @Override
  public Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
    Iterable<Set<Location>> all = super.listLocationsForModules(location);
    return location == StandardLocation.SYSTEM_MODULES ? named(all) : all;
  }

  private List<Set<Location>> named(Iterable<Set<Location>> all) throws IOException {
    var kept = new ArrayList<Set<Location>>();
    for (Set<Location> modules : all) {
      var some = new HashSet<Location>();
      for (Location module : modules) {
        if (named.found().contains(inferModuleName(module))) {
          some.add(module);
        }
      }
      kept.add(some);
    }
    return kept;
  }
}
