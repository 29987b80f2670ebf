package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaitUnderLockTest {
  private final RuleTester rule = new RuleTester(new WaitUnderLock());

  @Nested
  class Speaks {
    @Test
    void ofWaitsWhileTheLockIsHeld() {
      rule.judges(
          """
          import java.util.concurrent.locks.*;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;
            final Object guard = new Object();
            final Lock lock = new ReentrantLock();
            String last;

            void inABlock(String name) {
              synchronized (guard) {
                last = rest.getForObject("http://prices/" + name, String.class); // finds: wait-under-lock
              }
            }

            synchronized void inAMethod() throws InterruptedException {
              Thread.sleep(100); // finds: wait-under-lock
            }

            void betweenLockAndUnlock(String name) {
              lock.lock();
              try {
                last = fetched(name); // finds: wait-under-lock
              } finally {
                lock.unlock();
              }
            }

            private String fetched(String name) {
              return rest.getForObject("http://prices/" + name, String.class);
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheWaitIsOutside() {
      rule.judges(
          """
          import java.util.concurrent.ExecutorService;
          import java.util.concurrent.locks.*;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;
            ExecutorService executor;
            final Lock lock = new ReentrantLock();
            final Condition changed = lock.newCondition();
            String last;

            void before(String name) {
              String price = rest.getForObject("http://prices/" + name, String.class);
              lock.lock();
              try {
                last = price;
              } finally {
                lock.unlock();
              }
            }

            void after(String name) {
              lock.lock();
              last = name;
              lock.unlock();
              last = rest.getForObject("http://prices/" + name, String.class);
            }

            void ofTheLock() throws InterruptedException {
              lock.lock();
              try {
                changed.await();
              } finally {
                lock.unlock();
              }
            }

            synchronized void elsewhere(String name) {
              executor.submit(() -> rest.getForObject("http://prices/" + name, String.class));
            }
          }
          """);
    }

    @Test
    void ifTheFirstAsksForAll() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Token {
            RestTemplate rest;
            String token;

            synchronized String known() {
              String known = token;
              if (known != null) {
                return known;
              }
              known = rest.getForObject("http://login", String.class);
              return known;
            }

            synchronized String token() {
              if (token == null) {
                token = rest.getForObject("http://login", String.class);
              }
              return token;
            }
          }
          """);
    }

    @Test
    void ifThePauseKeepsARateOrBelongsToARetryDeepInside() {
      rule.judges(
          """
          class Pace {
            long last;

            synchronized void keep(long interval) throws InterruptedException {
              Thread.sleep(interval - (System.currentTimeMillis() - last));
              last = System.currentTimeMillis();
            }

            synchronized void save() throws InterruptedException {
              stored();
            }

            private void stored() throws InterruptedException {
              Thread.sleep(100);
            }
          }
          """);
    }

    @Test
    void ifTheLockProtectsTheClient() {
      rule.judges(
          """
          import java.sql.*;

          class Counter {
            final Statement statement;

            Counter(Statement statement) {
              this.statement = statement;
            }

            ResultSet count() throws SQLException {
              synchronized (statement) {
                return statement.executeQuery("select count(*) from visit");
              }
            }
          }
          """);
    }
  }
}
