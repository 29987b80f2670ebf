// Long computations on virtual threads, and short ones, and waits.
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

class Computations {
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  private double sum(double[][] table) {
    double sum = 0;
    for (double[] row : table) {
      for (double cell : row) {
        sum += cell * cell;
      }
    }
    return sum;
  }

  Future<Double> summed(double[][] table) {
    return virtual.submit(() -> sum(table)); // finds: cpu-on-virtual-threads
  }

  void started(double[][] table) {
    Thread.ofVirtual()
        // finds: cpu-on-virtual-threads
        .start(() -> {
          for (double[] row : table) {
            for (int i = 0; i < row.length; i++) {
              row[i] = row[i] * 2;
            }
          }
        });
  }

  void startedPlainly(double[][] table) {
    Thread.startVirtualThread(() -> { // finds: cpu-on-virtual-threads
      for (int i = 0; i < table.length; i++) {
        for (int j = 0; j < table.length; j++) {
          table[i][j] = i * j;
        }
      }
    });
  }

  Future<BigInteger> prime(int bits) {
    return virtual.submit(() ->
        BigInteger.probablePrime(
            bits, ThreadLocalRandom.current())); // finds: cpu-on-virtual-threads
  }

  void keys(KeyPairGenerator generator) {
    virtual.submit(() -> generator.generateKeyPair()); // finds: cpu-on-virtual-threads
  }

  Future<Double> ofAReference() {
    return virtual.submit(this::table); // finds: cpu-on-virtual-threads
  }

  private double table() {
    double last = 0;
    for (int i = 0; i < 4000; i++) {
      for (int j = 0; j < 4000; j++) {
        last = last + i * j;
      }
    }
    return last;
  }

  Future<Double> onAPool(double[][] table) {
    return pool.submit(() -> sum(table)); // silent: a pool as large as the machine
  }

  Future<Integer> little(String text) {
    return virtual.submit(() -> text.length() * 31); // silent: next to nothing
  }

  void waits() {
    virtual.submit(() -> { // silent: it waits
      Thread.sleep(100);
      return null;
    });
  }

  Future<Double> oneLoop(double[] row) {
    return virtual.submit(() -> { // silent: one loop over a row
      double sum = 0;
      for (double cell : row) {
        sum += cell * cell;
      }
      return sum;
    });
  }

  void onAPlatformThread(double[][] table) {
    Thread.ofPlatform().start(() -> sum(table)); // silent: a thread of its own
  }

  double here(double[][] table) {
    return sum(table); // silent: on the thread of the caller
  }
}
