package dev.meanwhile.io.async;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Background;
import dev.meanwhile.Task;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads reactive streams in blocking code, and the other way round. Reactor, Mutiny and RxJava meet
 * it at {@link java.util.concurrent.Flow}.
 *
 * {@snippet file="Bridges.java" region="publishers"}
 */
public final class Publishers {
  private Publishers() {}

  /**
   * The elements of {@code publisher}, as they come. Lazy: it subscribes when the first element is
   * asked for. To be closed, which cancels the subscription, also when only a part was read; and
   * for one thread at a time.
   *
   * <p><b>Order.</b> That of the publisher. <b>Failure.</b> What the publisher fails with is thrown
   * as itself, after the elements before it; a checked exception as the cause of a {@link
   * dev.meanwhile.TaskFailed}. <b>Interrupt.</b> One while the stream waits for an element cancels
   * the subscription; a stream cannot throw {@link InterruptedException}, so it throws {@link
   * dev.meanwhile.Cancelled} and leaves the flag set. A deadline or a cancel around it does the
   * same, and decides what the verb throws. <b>Threads.</b> The reading thread waits; to its run it
   * is awake meanwhile, so that virtual time stands still. The publisher sends on threads of its
   * own, and is never blocked. <b>Memory.</b> Up to {@code ahead} elements. A publisher that sends
   * more than it was asked for is cancelled, with an {@link IllegalStateException}.
   *
   * @param ahead how many elements it asks for before they are read, 1 or more
   */
  public static <T> Stream<T> stream(Publisher<? extends T> publisher, int ahead) {
    requireNonNull(publisher, "publisher");
    if (ahead < 1) {
      throw new IllegalArgumentException(
          ahead + " elements ahead; allowed: 1 to " + Integer.MAX_VALUE);
    }
    var inbox = new Inbox<T>(publisher, ahead);
    return StreamSupport.stream(inbox, false).onClose(inbox::close);
  }

  /**
   * Offers a stream as a publisher. Each subscriber gets a task of {@code owner}, which asks the
   * stream for an element only when the subscriber has asked for one, and closes it at the end.
   *
   * <p><b>Order.</b> That of the stream. <b>Failure.</b> What the task throws goes to {@code
   * onError}, and not to the handler of the owner; so does {@link dev.meanwhile.Rejected} or {@link
   * dev.meanwhile.Cancelled} where the owner does not let it run to its end. <b>Cancel.</b> A
   * subscriber that cancels interrupts the task. <b>Threads.</b> All elements of a subscriber come
   * on the thread of its task. While it waits to be asked it is awake to its run. <b>Memory.</b>
   * One element.
   *
   * <p><b>Pitfalls.</b> {@code onComplete} comes when a subscriber asks for more than there is: not
   * with the last element. A subscriber that neither asks nor cancels keeps its task.
   *
   * @param name of the tasks: any text that is not blank
   * @param source opens the stream, for each subscriber anew, when the first element is asked for
   */
  public static <T> Publisher<T> of(
      Background owner, String name, Task<? extends Stream<? extends T>, ?> source) {
    requireNonNull(owner, "owner");
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the name \"" + name + "\" is blank; any other text is allowed");
    }
    return subscriber -> new Emission<T>(subscriber, source).start(owner, name);
  }
}
