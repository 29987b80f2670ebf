import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.CancelSignal;
import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

void main() throws Exception {
  // @start region="unless"
  var stop = Cancellation.create(); // the stop button calls stop.cancel("nobody wants it any more")
  try {
    int pages = unless(stop.signal(), () -> export(1_000, stop));
    IO.println(pages + " pages exported");
  } catch (Cancelled stopped) {
    IO.println(stopped.getMessage());
  }
  // @end
  // @start region="current"
  var statement = new Statement(); // heeds no interrupt
  try {
    within(
        ofMillis(50),
        () -> {
          try (var _ = Cancellation.current().onCancel(statement::cancel)) {
            return statement.execute();
          }
        });
  } catch (DeadlineExceeded late) {
    IO.println("too late; " + late.getSuppressed()[0].getMessage());
  }
  // @end
  // @start region="signals"
  var shutdown = Cancellation.create();
  var shift = CancelSignal.anyOf(shutdown.signal(), CancelSignal.after(ofMillis(50)));
  try {
    unless(shift, () -> endless());
  } catch (Cancelled over) {
    IO.println(shift.reason());
  }
  // @end
}

int export(int pages, Cancellation button) throws InterruptedException {
  for (int page = 1; page <= pages; page++) {
    IO.println("page " + page);
    if (page == 2) {
      button.cancel("nobody wants it any more");
    }
    sleep(ofMillis(1));
  }
  return pages;
}

int endless() throws InterruptedException {
  for (int round = 0; ; round++) {
    sleep(ofMillis(1));
  }
}

/** As a driver has it: only a cancel from another thread ends it. */
static final class Statement {
  private final CountDownLatch cancelled = new CountDownLatch(1);

  int execute() throws SQLException {
    while (cancelled.getCount() > 0) {
      Thread.onSpinWait();
    }
    throw new SQLException("the statement was cancelled");
  }

  void cancel() throws SQLException {
    cancelled.countDown();
  }
}
