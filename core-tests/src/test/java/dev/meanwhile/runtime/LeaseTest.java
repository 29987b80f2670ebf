package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A permit is a lease: granted or withdrawn, and given back exactly once. */
@ExtendWith(LeakGuard.class)
class LeaseTest {
  private static final int ROUNDS = 3_000;

  /** What a lease promises. */
  interface Claim {
    boolean grant();

    boolean withdraw();

    void giveBack();

    /** How many permits came back by it. */
    int returned();
  }

  private TaskGroup group;
  private Fork<Integer, RuntimeException> task;

  @BeforeEach
  void open() throws InterruptedException {
    group = TaskGroup.open("test", null, Rule.COLLECT);
    task = new Fork<>(group, "holder", () -> 1, null);
  }

  @AfterEach
  void close() {
    group.close();
  }

  private Claim lease() {
    return new RealLease();
  }

  /** Waits for a permit that another holds. */
  private final class RealLease implements Claim {
    private final PermitQueue queue = new PermitQueue("permits", 1);
    private final TestLease before = new TestLease(queue);
    private final TestLease lease = new TestLease(queue);

    private RealLease() {
      before.request();
      lease.request();
    }

    @Override
    public boolean grant() {
      before.giveBack();
      return lease.grants.get() == 1;
    }

    @Override
    public boolean withdraw() {
      return lease.withdraw();
    }

    @Override
    public void giveBack() {
      lease.giveBack();
    }

    @Override
    public int returned() {
      return (before.isHeld() ? 1 : 0) + lease.grants.get() - queue.inUse();
    }
  }

  /** A lease of nobody in particular. */
  private final class TestLease extends Lease {
    private final AtomicInteger grants = new AtomicInteger();

    private TestLease(PermitQueue queue) {
      super(Demand.of(queue));
    }

    @Override
    boolean isNested() {
      return false;
    }

    @Override
    TaskNode task() {
      return task;
    }

    @Override
    void waits(long until) {
      // Nobody is parked.
    }

    @Override
    void granted() {
      grants.incrementAndGet();
    }

    @Override
    void refused() {
      // Nobody is told.
    }
  }

  /** A claim, and how often it was granted and withdrawn. */
  private record Round(Claim claim, AtomicInteger granted, AtomicInteger withdrawn) {
    private static Round of(Claim claim) {
      return new Round(claim, new AtomicInteger(), new AtomicInteger());
    }

    private void act(int number) {
      if (number == 0 ? claim.grant() : claim.withdraw()) {
        (number == 0 ? granted : withdrawn).incrementAndGet();
      }
    }

    private void check() {
      claim.giveBack();
      assertThat(granted.get() + withdrawn.get()).as("granted or withdrawn").isEqualTo(1);
      assertThat(claim.returned()).as("given back").isEqualTo(granted.get());
    }
  }

  private void keepsItsPromise(Supplier<Claim> claims) throws InterruptedException {
    Crowd.rounds(3, ROUNDS, () -> Round.of(claims.get()), Round::act, Round::check);
  }

  /** Granted before, and given back by everybody at once. */
  private void isGivenBackOnce(Supplier<Claim> claims) throws InterruptedException {
    Supplier<Claim> granted =
        () -> {
          Claim claim = claims.get();
          assertThat(claim.grant()).isTrue();
          return claim;
        };
    Crowd.rounds(
        3,
        ROUNDS,
        granted,
        (claim, _) -> claim.giveBack(),
        claim -> assertThat(claim.returned()).as("given back").isEqualTo(1));
  }

  @Test
  void isGrantedOrWithdrawnAndGivenBackExactlyOnce() throws Exception {
    keepsItsPromise(this::lease);
    isGivenBackOnce(this::lease);
  }

  @Test
  void theSameCheckCatchesALeaseThatChecksThenActs() {
    assertThatThrownBy(() -> keepsItsPromise(BrokenLease::new)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> isGivenBackOnce(BrokenLease::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("given back");
  }

  @Test
  void whatIsNotHeldIsNotGivenBack() {
    Claim waiting = lease();
    waiting.giveBack();
    assertThat(waiting.returned()).isZero();
    assertThat(waiting.grant()).isTrue();
    waiting.giveBack();
    assertThat(waiting.returned()).isEqualTo(1);

    Claim withdrawn = lease();
    assertThat(withdrawn.withdraw()).isTrue();
    assertThat(withdrawn.grant()).isFalse();
    withdrawn.giveBack();
    assertThat(withdrawn.returned()).isZero();
  }
}
