package dev.meanwhile.examples.shop;

import dev.meanwhile.Task;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import java.io.PrintStream;

/**
 * Draws when the two forms of the dashboard and of the list of invoices wait, one below the other.
 * What is drawn was done: each statement goes to the database, as in the service.
 */
public final class ShopTimelines {
  private static final String HELP =
      """
      Draws both forms of the dashboard and of the 500 invoices with their users.

      Options of the shop:
      """;

  private static final int ROWS = 10;
  private static final int WARM_UPS = 20;

  /** One without invoices. */
  private static final long NOBODY = 0;

  private final Terminal terminal;
  private final PrintStream out;

  private ShopTimelines(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  /** Draws them. */
  public static void main(String[] words) throws Exception {
    CommandLine.run(
        "ShopTimelines",
        HELP + ShopOptions.HELP,
        ShopOptions.DEFAULTS,
        words,
        arguments -> draw(arguments, Terminal.detect(), System.out));
  }

  static void draw(Arguments arguments, Terminal terminal, PrintStream out) throws Exception {
    try (Shop shop = Shop.open(ShopOptions.of(arguments, 0))) {
      new ShopTimelines(terminal, out).draw(shop);
    }
  }

  private void draw(Shop shop) throws Exception {
    ShopService byHand = shop.byHand(WatchedStatements.on(shop.database().pool()));
    ShopService withMeanwhile = shop.withMeanwhile();
    warmUp(byHand);
    warmUp(withMeanwhile);
    draw("dashboard by hand", () -> byHand.dashboard(1, 1));
    draw("dashboard with Meanwhile", () -> withMeanwhile.dashboard(1, 1));
    draw("invoices by hand", () -> byHand.invoices(1));
    draw("invoices with Meanwhile", () -> withMeanwhile.invoices(1));
  }

  /** Otherwise what is drawn would be how the JVM loads its classes. */
  private static void warmUp(ShopService service) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      service.dashboard(1, 1);
      service.invoices(NOBODY);
    }
  }

  private void draw(String name, Task<?, Exception> work) throws Exception {
    var recorder = new Recorder();
    recorder.watch(name, work);
    var drawing = new TerminalTimeline(terminal).withRows(ROWS);
    out.println(drawing.draw(Timeline.of(recorder.runs().getFirst())));
  }
}
