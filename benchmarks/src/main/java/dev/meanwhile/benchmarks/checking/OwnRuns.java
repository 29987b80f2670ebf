package dev.meanwhile.benchmarks.checking;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Does one {@link Work} several times, in a process of its own, and prints what each took. */
final class OwnRuns {
  private OwnRuns() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> classPath =
        Arrays.stream(arguments[3].split(File.pathSeparator))
            .filter(jar -> !jar.isEmpty())
            .map(Path::of)
            .toList();
    var job = Work.valueOf(arguments[0]).prepare(Path.of(arguments[1]), classPath);
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      job.run();
      IO.println(new Cost(System.nanoTime() - wall, system.getProcessCpuTime() - cpu));
    }
  }
}
