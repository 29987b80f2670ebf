import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.io.async.Futures.await;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static reactor.adapter.JdkFlowAdapter.flowPublisherToFlux;
import static reactor.adapter.JdkFlowAdapter.publisherToFlowPublisher;

import dev.meanwhile.Background;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.io.async.Publishers;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

void main() throws InterruptedException {
  futuresInBlockingCode();
  tasksAsFutures();
  reactiveStreams();
}

void futuresInBlockingCode() throws InterruptedException {
  // @start region="await"
  // both are on their way; a deadline around them cancels what is not there yet
  CompletableFuture<String> user = askAsync("Ada");
  CompletableFuture<Integer> visits = askAsync(3);
  IO.println(
      within(
          ofSeconds(2),
          () -> all(() -> await(user), () -> await(visits), (u, v) -> u + " was here " + v + "x")));

  // what a future failed with is thrown as itself, without any CompletionException around it
  try {
    IO.println(await(failAsync(new IOException("no such user")), IOException.class));
  } catch (IOException failure) {
    IO.println("failed: " + failure.getMessage());
  }
  // @end
  var never = new CompletableFuture<String>();
  try {
    IO.println(within(ofMillis(50), () -> await(never)));
  } catch (DeadlineExceeded late) {
    IO.println("cancelled with its caller: " + never.isCancelled());
  }
}

void tasksAsFutures() throws InterruptedException {
  // @start region="future"
  try (var background = Background.open((task, failure) -> failure.printStackTrace())) {
    // for a library that asks for a future; cancelling it interrupts the task
    CompletableFuture<String> report = background.future("report", () -> "42 pages");
    IO.println(report.thenApply(text -> "done: " + text).join());
  }
  // @end
}

void reactiveStreams() {
  // @start region="publishers"
  // a Flux as a stream: asks for 16 elements ahead, and cancels the rest when it is closed
  Flux<Integer> prices = Flux.range(1, 1_000_000);
  try (Stream<Integer> first = Publishers.stream(publisherToFlowPublisher(prices), 16)) {
    IO.println(first.limit(3).toList());
  }

  // a stream as a Flux: read on a virtual thread, only as far as somebody asks
  try (var background = Background.open((task, failure) -> failure.printStackTrace())) {
    var squares =
        Publishers.<Integer>of(background, "squares", () -> Stream.iterate(1, n -> n + 1));
    IO.println(flowPublisherToFlux(squares).map(n -> n * n).take(3).collectList().block());
  }
  // @end
}

/** As an asynchronous client answers. */
static <T> CompletableFuture<T> askAsync(T answer) {
  return CompletableFuture.supplyAsync(() -> answer);
}

static CompletableFuture<String> failAsync(IOException failure) {
  return CompletableFuture.failedFuture(failure);
}
