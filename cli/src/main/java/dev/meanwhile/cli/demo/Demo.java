package dev.meanwhile.cli.demo;

import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The backend, the database, and what runs on them. */
final class Demo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pace WARM_UP = new Pace(0.02);
  private static final int WARM_UP_ROUNDS = 3;

  private final Traffic traffic = new Traffic();
  private final Database database;
  private final Backend backend;
  private final RemoteCalls calls;

  Demo() throws IOException, SQLException {
    database = new Database(traffic);
    backend = new Backend(traffic);
    calls = new RemoteCalls(backend, database);
  }

  /** Runs everything fast, so that the first shape does not pay for the start of the JVM. */
  void warmUp() throws InterruptedException {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (Shape shape : Shape.all(WARM_UP)) {
        for (Variant variant : shape.variants()) {
          run(shape, variant);
        }
      }
    }
  }

  /** Runs one variant and waits until the other side is at rest again. */
  DemoRun run(Shape shape, Variant variant) throws InterruptedException {
    backend.serve(shape.endpoints());
    var recorder = new Recorder();
    long began = System.nanoTime();
    Exception failure = watched(shape.name() + " " + variant.name(), recorder, variant);
    Duration wall = Duration.ofNanos(System.nanoTime() - began);
    Traffic.Counts counts = traffic.settle(PATIENCE);
    RunTrace trace = recorder.runs().getFirst();
    return new DemoRun(shape, variant, trace, Timeline.of(trace), wall, counts, failure);
  }

  private @Nullable Exception watched(String name, Recorder recorder, Variant variant)
      throws InterruptedException {
    var recorded = new RecordedCalls(calls, recorder);
    Observer observer = variant.isByHand() ? recorded : recorder;
    Task<Object, Exception> body = () -> variant.body().run(variant.isByHand() ? recorded : calls);
    try {
      observer.watch(name, body);
      return null;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception failure) {
      return failure;
    }
  }

  @Override
  public void close() throws SQLException {
    calls.close();
    backend.close();
    database.close();
  }
}
