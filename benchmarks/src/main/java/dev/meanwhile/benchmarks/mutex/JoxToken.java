package dev.meanwhile.benchmarks.mutex;

import com.softwaremill.jox.Channel;
import dev.meanwhile.benchmarks.Contender;

/** Jox has no lock: who has the only token goes on. */
@Contender("Jox, token in a channel")
final class JoxToken extends ThreadsInTurn {
  private static final Object TOKEN = new Object();

  private final Channel<Object> channel = Channel.newBufferedChannel(1);

  JoxToken() throws InterruptedException {
    channel.send(TOKEN);
  }

  @Override
  protected void countUnderLock() throws InterruptedException {
    Object token = channel.receive();
    try {
      countOn();
    } finally {
      channel.send(token);
    }
  }
}
