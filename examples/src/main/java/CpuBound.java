import static dev.meanwhile.Meanwhile.*;

import java.util.List;

// @start region="cpu"
void main() throws InterruptedException {
  List<Integer> primes =
      map(
          List.of(10_000, 20_000, 30_000),
          atMost(64), // many may wait for their input at once
          id -> {
            int most = read(id);
            return cpu(() -> primesUpTo(most)); // as many compute as there are processors
          });
  IO.println(primes);
}

int primesUpTo(int most) throws InterruptedException {
  int primes = 0;
  for (int n = 2; n <= most; n++) {
    if (Thread.interrupted()) { // so that it can be cancelled
      throw new InterruptedException();
    }
    primes += isPrime(n) ? 1 : 0;
  }
  return primes;
}

// @end

int read(int id) throws InterruptedException {
  sleep(java.time.Duration.ofMillis(5));
  return id;
}

boolean isPrime(int n) {
  for (int divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor == 0) {
      return false;
    }
  }
  return true;
}
