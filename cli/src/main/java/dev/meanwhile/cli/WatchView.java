package dev.meanwhile.cli;

import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalWaits;
import java.io.IOException;
import java.time.Duration;

/** What is shown while a process is recorded. */
sealed interface WatchView extends AutoCloseable {
  /** Shows how it is after so long. */
  void show(Duration elapsed, JvmWatch watch) throws IOException;

  @Override
  void close();

  /** The report, drawn again each time. */
  record Live(RecordingBar bar, Terminal terminal, TerminalWaits waits, Screen screen)
      implements WatchView {
    @Override
    public void show(Duration elapsed, JvmWatch watch) throws IOException {
      screen.show(bar.at(elapsed, terminal.unicode()) + "\n\n" + waits.draw(watch.now()));
    }

    @Override
    public void close() {
      screen.close();
    }
  }

  /** That there is a recording; how far it is only where a line can be written over. */
  final class Told implements WatchView {
    private final RecordingBar bar;
    private final Terminal terminal;
    private final Progress progress;
    private boolean isTold;

    Told(RecordingBar bar, Terminal terminal, Progress progress) {
      this.bar = bar;
      this.terminal = terminal;
      this.progress = progress;
    }

    @Override
    public void show(Duration elapsed, JvmWatch watch) {
      if (progress.isWatched()) {
        progress.show(bar.at(elapsed, terminal.unicode()));
      } else if (!isTold) {
        progress.show(bar.title());
      }
      isTold = true;
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
