package dev.meanwhile.benchmarks.stream;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelDone;
import dev.meanwhile.benchmarks.Contender;

/** A source on a thread of its own, and a channel. */
@Contender("Jox, channel")
final class JoxChannel extends MillionElements {
  @Override
  protected long sum(int elements) throws InterruptedException {
    Channel<Integer> channel = Channel.newBufferedDefaultChannel();
    var source = Thread.startVirtualThread(() -> send(elements, channel));
    long sum = 0;
    for (Object i = channel.receiveOrClosed();
        !(i instanceof ChannelDone);
        i = channel.receiveOrClosed()) {
      int more = (Integer) i + 1;
      if (more % 2 == 0) {
        sum += more;
      }
    }
    source.join();
    return sum;
  }

  private static void send(int elements, Channel<Integer> channel) {
    try {
      for (int i = 1; i <= elements; i++) {
        channel.send(i);
      }
      channel.done();
    } catch (InterruptedException e) {
      channel.error(e);
    }
  }
}
