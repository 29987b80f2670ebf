package dev.meanwhile.benchmarks;

/** Runs a {@link Program}: class, variant, how many times. Prints nanoseconds and bytes of each. */
public final class OwnProcess {
  private OwnProcess() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    var program = Program.of(arguments[0]);
    var variant = new Variant(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    for (int i = 0; i < times; i++) {
      var sample = program.measure(variant);
      IO.println(sample.nanos() + " " + sample.bytes());
    }
    // whatever threads a library has left
    System.exit(0);
  }
}
