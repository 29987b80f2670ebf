import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.Limit;
import dev.meanwhile.micrometer.TaskMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

final Limit db = atMost(8);
final MeterRegistry registry = new SimpleMeterRegistry();

void main() throws InterruptedException {
  // @start region="install"
  TaskMetrics metrics = TaskMetrics.of(registry);
  var watching = metrics.install(); // once, when the application starts
  var limit = metrics.limit("db", db); // for each limit that you want to see
  // @end
  List<Integer> orders = map(List.of(3, 1, 2), db, id -> id);
  all(named("user", () -> orders.getFirst()), named("org", () -> 1), Integer::sum);

  for (String name : List.of("map[]", "user", "org")) {
    var task = registry.get("meanwhile.task").tags("name", name, "outcome", "ok").timer();
    IO.println(name + " ended well " + task.count() + " times");
  }
  IO.println("db: " + registry.get("meanwhile.limit.capacity").gauge().value() + " permits");
  limit.close();
  watching.close();
}
