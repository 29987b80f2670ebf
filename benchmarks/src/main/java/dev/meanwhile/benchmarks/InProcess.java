package dev.meanwhile.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Any {@link Trial}, timed by JMH. The JVM knows only one contender, and so compiles it alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InProcess {
  /** The class of the contender. */
  @Param("")
  public String contender = "";

  /** The text of the {@link Variant}. */
  @Param("")
  public String variant = "";

  private Trial trial;

  /** Opens the contender, and checks its result once. */
  @Setup
  public void open() throws Exception {
    trial = Trial.open(contender, new Variant(variant));
  }

  /** All of the work, once. */
  @Benchmark
  public Object run() throws Exception {
    return trial.run();
  }

  /** Closes the contender. */
  @TearDown
  public void close() throws Exception {
    trial.close();
  }
}
