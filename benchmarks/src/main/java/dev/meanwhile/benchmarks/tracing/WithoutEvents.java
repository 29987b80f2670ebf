package dev.meanwhile.benchmarks.tracing;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.tracing.Work.Shape;
import java.util.concurrent.Callable;

/** What an engine would cost that could not be watched at all. */
@Contender(value = "events taken out", role = Role.REFERENCE)
final class WithoutEvents extends WatchedTasks {
  @Override
  protected AutoCloseable watch() {
    return () -> {};
  }

  @Override
  @SuppressWarnings("unchecked")
  protected Callable<Integer> work(Shape shape, int count) throws Exception {
    var loader = new SilentEngine(WithoutEvents.class.getClassLoader());
    Class<?> shapes = loader.loadClass(Shape.class.getName());
    var constructor =
        loader.loadClass(Work.class.getName()).getDeclaredConstructor(shapes, int.class);
    constructor.setAccessible(true);
    return (Callable<Integer>)
        constructor.newInstance(shapes.getEnumConstants()[shape.ordinal()], count);
  }
}
