package dev.meanwhile.examples.shop;

import dev.meanwhile.examples.shop.Prediction.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens a shop in a JVM of its own, has {@code meanwhile watch} record it while one user asks for
 * both forms of the dashboard, and holds the saving that it names in the one written by hand
 * against what the Meanwhile form saves in truth.
 */
public final class ShopWatch {
  private static final String HELP =
      """
      Has "meanwhile watch" predict what the shop's dashboard, written by hand, could save, and
      measures what the form with Meanwhile does save. One user asks for both in turn, on 127.0.0.1.

        --calls N         how often each form is asked, 5 to 10000 (100)

      Options of the shop:
      """;

  private static final Map<String, String> DEFAULTS = Map.of("--calls", "100");
  private static final int LEAST_CALLS = 5;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI byHand;
  private final URI withMeanwhile;

  private ShopWatch(HttpClient client, URI byHand, URI withMeanwhile) {
    this.client = client;
    this.byHand = byHand;
    this.withMeanwhile = withMeanwhile;
  }

  /** Watches and measures. */
  public static void main(String[] words) throws Exception {
    CommandLine.run(
        "ShopWatch",
        HELP + ShopOptions.HELP,
        defaults(),
        words,
        arguments -> run(arguments, System.out));
  }

  static Map<String, String> defaults() {
    return ShopOptions.defaultsAnd(DEFAULTS);
  }

  static void run(Arguments arguments, PrintStream out) throws Exception {
    int calls = arguments.number("--calls", LEAST_CALLS, 10_000);
    Process shop = java(Shop.class.getName(), shopOptions(arguments)).start();
    try (BufferedReader lines = shop.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      var watch = new ShopWatch(client, URI.create(lines.readLine()), URI.create(lines.readLine()));
      watch.measure(calls); // the JVM compiles
      print(watch.watched(shop.pid(), calls), out);
    } finally {
      shop.destroy();
      shop.waitFor();
    }
  }

  private static List<String> shopOptions(Arguments arguments) {
    var words = new ArrayList<>(List.of("--port", "0"));
    for (String name : ShopOptions.DEFAULTS.keySet()) {
      words.addAll(List.of(name, arguments.text(name)));
    }
    return words;
  }

  private static ProcessBuilder java(String main, List<String> arguments) {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
    words.addAll(arguments);
    return new ProcessBuilder(words);
  }

  /** How long an answer takes on average, in milliseconds. */
  private record Measured(double byHand, double withMeanwhile) {}

  /** What the command says, and what was measured meanwhile. */
  private record Watched(Prediction prediction, Measured measured) {}

  /**
   * Both while it is recorded: what stretches the waits of one form stretches those of the other.
   */
  private Watched watched(long pid, int calls) throws IOException, InterruptedException {
    Process watch =
        java(
                "dev.meanwhile.cli.MeanwhileCommand",
                List.of("watch", "--follow", "--json", String.valueOf(pid)))
            .start();
    try (BufferedReader errors = watch.errorReader();
        BufferedReader report = watch.inputReader()) {
      String begun = errors.readLine();
      if (begun == null || !begun.startsWith("Recording")) {
        throw new IOException("meanwhile watch: " + begun);
      }
      Measured measured = measure(calls);
      watch.toHandle().destroy(); // as Ctrl-C does: it reports what it has seen
      return new Watched(Prediction.of(report.lines().collect(Collectors.joining("\n"))), measured);
    }
  }

  /** In turn, so that what else the machine does meets both. */
  private Measured measure(int calls) throws IOException, InterruptedException {
    double hand = 0;
    double meanwhile = 0;
    // meanwhile: ignore wait-in-loop because calls that are measured must not meet
    for (int i = 0; i < calls; i++) {
      // meanwhile: ignore independent-waits because calls that are measured must not meet
      hand += ask(byHand);
      meanwhile += ask(withMeanwhile);
    }
    return new Measured(hand / calls, meanwhile / calls);
  }

  /** Returns how many milliseconds the answer took. */
  private double ask(URI uri) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var answer =
        client.send(
            HttpRequest.newBuilder(uri).timeout(LONGEST).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode() + " of " + uri);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static void print(Watched watched, PrintStream out) {
    Prediction prediction = watched.prediction;
    Measured measured = watched.measured;
    out.println(Prediction.METHOD + " waits for one thing after the other:");
    for (Line line : prediction.lines()) {
      row(out, "  " + line.place() + " → " + line.callSite() + " " + line.kind(), line.millis());
    }
    double saved = measured.byHand - measured.withMeanwhile;
    row(out, "predicted saving", prediction.savingMillis());
    row(out, "measured saving", saved);
    row(out, "  an answer by hand", measured.byHand);
    row(out, "  an answer with Meanwhile", measured.withMeanwhile);
    out.printf(
        Locale.ROOT,
        "%-44s %+8.1f %%%n",
        "prediction off by",
        (prediction.savingMillis() / saved - 1) * 100);
  }

  private static void row(PrintStream out, String name, double millis) {
    out.printf(Locale.ROOT, "%-44s %8.1f ms%n", name, millis);
  }
}
