// The same request again after a failure.
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestOperations;

class Retries {
  interface Orders extends org.springframework.data.jpa.repository.JpaRepository<String, Long> {}

  private static final int MOST = 5;

  private RestOperations rest;
  private Orders orders;
  private Logger log;

  String atOnce(String id) {
    for (int i = 0; i < MOST; i++) {
      try {
        return rest.getForObject(
            "http://parts/" + id, String.class); // finds: retry-without-backoff
      } catch (RestClientException e) {
        log.warn("once more", e);
      }
    }
    throw new IllegalStateException("no part " + id);
  }

  String forEver(String id) {
    while (true) {
      try {
        return rest.getForObject(
            "http://parts/" + id, String.class); // finds: retry-without-backoff
      } catch (RestClientException e) {
        log.warn("once more", e);
      }
    }
  }

  void untilDone(String order) {
    boolean isDone = false;
    while (!isDone) {
      try {
        orders.save(order); // finds: retry-without-backoff
        isDone = true;
      } catch (RuntimeException e) {
        log.warn("once more", e);
      }
    }
  }

  void byBreak(String event) {
    int attempts = 0;
    while (attempts < MOST) {
      try {
        rest.put("http://events", event); // finds: retry-without-backoff
        break;
      } catch (RestClientException e) {
        attempts++;
      }
    }
  }

  String byItself(String id, int attempts) {
    try {
      return rest.getForObject("http://parts/" + id, String.class); // finds: retry-without-backoff
    } catch (RestClientException e) {
      if (attempts == 0) {
        throw e;
      }
      return byItself(id, attempts - 1);
    }
  }

  String doWhile(String id) {
    String part = null;
    int attempts = MOST;
    do {
      try {
        part =
            rest.getForObject("http://parts/" + id, String.class); // finds: retry-without-backoff
      } catch (RestClientException e) {
        attempts--;
      }
    } while (part == null && attempts > 0);
    return part;
  }

  String withAPause(String id) throws InterruptedException {
    for (int i = 0; i < MOST; i++) {
      try {
        return rest.getForObject(
            "http://parts/" + id, String.class); // silent: a pause after each failure
      } catch (RestClientException e) {
        Thread.sleep(100L << i);
      }
    }
    throw new IllegalStateException("no part " + id);
  }

  String otherHosts(List<String> hosts, String id) {
    for (String host : hosts) {
      try {
        return rest.getForObject(
            host + "/parts/" + id, String.class); // silent: another host each time
      } catch (RestClientException e) {
        log.warn("{} is away", host, e);
      }
    }
    throw new IllegalStateException("no part " + id);
  }

  void conflict(String order) {
    for (int i = 0; i < MOST; i++) {
      try {
        orders.save(order); // silent: a conflict is best tried again at once
        return;
      } catch (OptimisticLockingFailureException e) {
        log.info("once more", e);
      }
    }
  }

  void each(List<String> events) {
    for (String event : events) {
      try {
        rest.put("http://events", event); // silent: another event each time
      } catch (RestClientException e) {
        log.warn("{} is lost", event, e);
      }
    }
  }

  String once(String id) throws IOException {
    while (true) {
      try {
        return rest.getForObject("http://parts/" + id, String.class); // silent: a failure ends it
      } catch (RestClientException e) {
        throw new IOException(e);
      }
    }
  }

  String simpler(String id, String language) {
    try {
      // silent: another request
      return rest.getForObject("http://parts/" + id + "/" + language, String.class);
    } catch (RestClientException e) {
      if (language == null) {
        throw e;
      }
      return simpler(id, null);
    }
  }

  String withAPauseByItself(String id, int attempts) throws InterruptedException {
    try {
      return rest.getForObject(
          "http://parts/" + id, String.class); // silent: a pause after each failure
    } catch (RestClientException e) {
      if (attempts == 0) {
        throw e;
      }
      Thread.sleep(200);
      return withAPauseByItself(id, attempts - 1);
    }
  }
}
