// @start region="dashboard"
import static dev.meanwhile.Meanwhile.*;

record Dashboard(String user, String org, int invoices) {}

void main() throws InterruptedException {
  Dashboard dashboard =
      all( // three reads that do not need each other: 220 ms, not 600
          () -> read("Ada", 200),
          () -> read("Analytical Engines", 180),
          () -> read(42, 220),
          Dashboard::new);
  IO.println(dashboard);
}

// @end

<T> T read(T answer, int millis) throws InterruptedException {
  sleep(java.time.Duration.ofMillis(millis));
  return answer;
}
