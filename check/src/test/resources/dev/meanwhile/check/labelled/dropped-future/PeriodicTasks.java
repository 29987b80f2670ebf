// Periodic tasks: the first failure is the last run, and nobody hears of either.
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.client.RestOperations;

class PeriodicTasks {
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private ThreadPoolTaskScheduler springTimer;
  private KafkaProducer<String, String> producer;
  private ScheduledFuture<?> beat;
  private RestOperations rest;
  private Logger log;

  private void refresh() {
    String rates = rest.getForObject("http://rates", String.class);
    seen.put(rates, System.nanoTime());
  }

  private void expire() {
    seen.values().removeIf(at -> at < System.nanoTime() - 60_000_000_000L);
  }

  void reference() {
    timer.scheduleAtFixedRate(this::refresh, 0, 1, TimeUnit.MINUTES); // finds: dropped-future
  }

  void lambda() {
    timer.scheduleWithFixedDelay(() -> refresh(), 0, 1, TimeUnit.MINUTES); // finds: dropped-future
  }

  void anonymous() {
    timer.scheduleWithFixedDelay( // finds: dropped-future
        new Runnable() {
          @Override
          public void run() {
            log.info("refreshing");
            refresh();
          }
        },
        0,
        1,
        TimeUnit.MINUTES);
  }

  void keptToEndIt() {
    beat =
        timer.scheduleAtFixedRate(this::refresh, 0, 1, TimeUnit.SECONDS); // finds: dropped-future
  }

  void end() {
    beat.cancel(false);
  }

  void once() {
    timer.schedule(this::refresh, 1, TimeUnit.SECONDS); // finds: dropped-future
  }

  void loggedAndThrown() {
    // finds: dropped-future
    timer.scheduleAtFixedRate(
        () -> {
          try {
            refresh();
          } catch (Exception e) {
            log.error("not refreshed", e);
            throw e;
          }
        },
        0,
        1,
        TimeUnit.MINUTES);
  }

  void logged() {
    // silent: all failures are logged, and the next run comes
    timer.scheduleAtFixedRate(
        () -> {
          try {
            refresh();
          } catch (Exception e) {
            log.error("not refreshed", e);
          }
        },
        0,
        1,
        TimeUnit.MINUTES);
  }

  void errorsOnly() {
    // silent: only errors of the machine end it, and they are logged
    timer.scheduleAtFixedRate(
        () -> {
          try {
            refresh();
          } catch (Throwable t) {
            log.error("not refreshed", t);
            if (!(t instanceof Exception)) {
              throw t;
            }
          }
        },
        0,
        1,
        TimeUnit.MINUTES);
  }

  void nothingFails() {
    timer.scheduleAtFixedRate(this::expire, 1, 1, TimeUnit.MINUTES); // silent: nothing in it fails
  }

  void prepared() {
    timer.scheduleAtFixedRate(
        new Prepared(), 1, 1, TimeUnit.MINUTES); // silent: its work is in a try for all
  }

  class Prepared implements Runnable {
    @Override
    public void run() {
      Context context = Context.open("refresh");
      try {
        refresh();
      } catch (RuntimeException e) {
        log.error("not refreshed", e);
      } finally {
        context.close();
      }
    }
  }

  static class Context {
    static Context open(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a context needs a name");
      }
      return new Context();
    }

    void close() {}
  }

  void ofSpring() {
    springTimer.scheduleAtFixedRate(
        this::refresh, java.time.Duration.ofMinutes(1)); // silent: Spring logs it and goes on
  }

  void message(String order) {
    producer.send(new ProducerRecord<>("orders", order)); // finds: dropped-future
  }

  void messageWithACallback(String order) {
    // silent: the callback hears of it
    producer.send(
        new ProducerRecord<>("orders", order),
        (_, e) -> {
          if (e != null) {
            log.error("not sent", e);
          }
        });
  }

  void messageAgain(String order) {
    // silent: the callback hears of the second attempt too
    producer.send(
        new ProducerRecord<>("orders", order),
        new Callback() {
          @Override
          public void onCompletion(RecordMetadata data, Exception failure) {
            if (failure != null) {
              timer.submit(() ->
                  producer.send(new ProducerRecord<>("orders", order), this)); // silent: so it does
            }
          }
        });
  }
}
