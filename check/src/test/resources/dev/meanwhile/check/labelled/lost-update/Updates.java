// Shared fields that are read before a wait and written from that after it.
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestOperations;

@Service
class Updates {
  private RestOperations rest;
  private long total;
  private volatile int version;
  private long limit;
  private final AtomicLong sum = new AtomicLong();
  private final Object lock = new Object();

  void add(String account) {
    long before = total;
    long more = rest.getForObject("http://balances/" + account, Long.class);
    total = before + more; // finds: lost-update
  }

  void next(String name) {
    int current = version;
    rest.put("http://versions/" + name, current);
    version = current + 1; // finds: lost-update
  }

  void raise(String account) {
    if (limit < 100) {
      long before = limit;
      long more = rest.getForObject("http://limits/" + account, Long.class);
      limit = before + more; // finds: lost-update
    }
  }

  void sum(List<String> accounts) {
    long before = total;
    long more = 0;
    for (String account : accounts) {
      more += rest.getForObject("http://balances/" + account, Long.class);
    }
    total = before + more; // finds: lost-update
  }

  void correct(String account) {
    int current = version;
    String name = rest.getForObject("http://names/" + account, String.class);
    version = current + name.length(); // finds: lost-update
  }

  void take(String account) {
    long rest2 = limit;
    rest.put("http://limits/" + account, rest2);
    limit = rest2 - 1; // finds: lost-update
  }

  void afterwards(String account) {
    long more = rest.getForObject("http://balances/" + account, Long.class);
    total = total + more; // silent: read after the wait
  }

  void underALock(String account) {
    synchronized (lock) {
      long before = total;
      long more = rest.getForObject("http://balances/" + account, Long.class);
      total = before + more; // silent: a lock from the read to the write
    }
  }

  void atomically(String account) {
    long before = sum.get();
    long more = rest.getForObject("http://balances/" + account, Long.class);
    sum.addAndGet(more); // silent: one step
  }

  void replaced(String account) {
    long before = total;
    long all = rest.getForObject("http://totals/" + account, Long.class);
    total = all; // silent: it does not follow from what was read
  }

  void withoutAWait(String account) {
    long before = total;
    total = before + account.length(); // silent: no wait between
  }

  void local(String account) {
    long count = 0;
    long before = count;
    long more = rest.getForObject("http://balances/" + account, Long.class);
    count = before + more; // silent: a variable of its own
  }
}
