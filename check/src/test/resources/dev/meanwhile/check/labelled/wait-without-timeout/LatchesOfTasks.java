// Latches of tasks that ask a service themselves, or come to that somewhere on their way.
import java.util.concurrent.CountDownLatch;
import org.springframework.web.client.RestTemplate;

class LatchesOfTasks {
  private final RestTemplate rest;

  LatchesOfTasks(RestTemplate rest) {
    this.rest = rest;
  }

  void asks() throws InterruptedException {
    var done = new CountDownLatch(1);
    new Thread(
            () -> {
              settings();
              done.countDown();
            })
        .start();
    done.await(); // finds: wait-without-timeout
  }

  void comesToAsk() throws InterruptedException {
    var done = new CountDownLatch(1);
    new Thread(
            () -> {
              reload();
              done.countDown();
            })
        .start();
    done.await(); // silent: works mostly in this process
  }

  private void reload() {
    core();
  }

  private void core() {
    schema();
  }

  private void schema() {
    settings();
  }

  private void settings() {
    trust();
  }

  private void trust() {
    rest.getForObject("http://settings/trusted", String.class);
  }
}
