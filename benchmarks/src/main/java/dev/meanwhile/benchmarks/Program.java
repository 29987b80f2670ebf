package dev.meanwhile.benchmarks;

/**
 * A workload that measures itself, in a process of its own: where it is not the time of a whole
 * call that counts, or where what one run leaves in the heap would be seen by the next.
 */
public abstract class Program {
  /** What was measured: of one operation. */
  public record Sample(double nanos, double bytes) {}

  /** Creates the contender of this class. */
  public static Program of(String contender) throws ReflectiveOperationException {
    return Contenders.create(contender, Program.class);
  }

  /** Does the work once, checks that it is done, and says what it took. */
  public abstract Sample measure(Variant variant) throws Exception;
}
