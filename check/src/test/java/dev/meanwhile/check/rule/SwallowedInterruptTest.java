package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.fix.TextEdit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SwallowedInterruptTest {
  private final RuleTester rule = new RuleTester(new SwallowedInterrupt());

  @Nested
  class Speaks {
    @Test
    void ifNothingIsDoneAboutIt() {
      rule.judges(
          """
          class Pause {
            void pause() {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) { // finds: swallowed-interrupt
                System.out.println("interrupted");
              }
              System.out.println("done");
            }
          }
          """);
    }

    @Test
    void ifItBecomesAnotherException() {
      rule.judges(
          """
          class Pause {
            void pause() {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) { // finds: swallowed-interrupt
                throw new IllegalStateException(e);
              }
            }
          }
          """);
    }

    @Test
    void ifTheThreadGoesOnInALoop() {
      rule.judges(
          """
          class Poller extends Thread {
            public void run() {
              while (true) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException | IllegalStateException e) { // finds: swallowed-interrupt
                  System.out.println(e);
                }
              }
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifItIsThrownOnKeptOrTold() {
      rule.judges(
          """
          import java.io.InterruptedIOException;
          import java.util.concurrent.CompletableFuture;

          class Pause {
            void restored() {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
              }
            }

            void restoredByAMethod() {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                again();
              }
            }

            private void again() {
              Thread.currentThread().interrupt();
            }

            void thrownOn() throws InterruptedIOException {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                throw new InterruptedIOException(e.getMessage());
              }
            }

            boolean returned() {
              try {
                Thread.sleep(100);
                return true;
              } catch (InterruptedException e) {
                return false;
              }
            }

            void told(CompletableFuture<String> answer) {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                answer.completeExceptionally(e);
              }
            }

            void endsItsLoop(long timeout) {
              while (System.nanoTime() < timeout) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  timeout = 0;
                }
              }
            }

            void checked() {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                report(e);
              }
            }

            private void report(Exception e) {
              System.out.println(restoredInterrupt(e));
            }

            private native Exception restoredInterrupt(Exception e);

            interface Tracker { void failed(Exception e); }

            void handedOn(Tracker tracker) {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                tracker.failed(e);
              }
            }

            void kept() {
              boolean again = false;
              for (int i = 0; i < 3; i++) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  again = true;
                }
              }
              if (again) {
                Thread.currentThread().interrupt();
              }
            }
          }
          """);
    }

    @Test
    void ifTheThreadEndsThere() {
      rule.judges(
          """
          class Poller implements Runnable {
            @Override
            public void run() {
              while (true) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  return;
                }
              }
            }

            static void throwing() {
              Runnable task = () -> {
                while (true) {
                  try {
                    Thread.sleep(100);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }
              };
              new Thread(task).start();
            }

            static void start() {
              new Thread(() -> {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  System.out.println("stopped");
                }
              }).start();
            }
          }
          """);
    }

    @Test
    void inALoopThatSomebodyEndsByAFlag() {
      rule.judges(
          """
          class Sweeper extends Thread {
            private volatile boolean stopped;

            public void run() {
              while (true) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                }
                if (stopped) {
                  break;
                }
              }
            }
          }

          class Poller extends Thread {
            private volatile boolean running = true;

            public void run() {
              while (running) {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  System.out.println("asked to look at the flag");
                }
              }
            }
          }
          """);
    }
  }

  @Nested
  class Fixes {
    @Test
    void byAStatementInFrontOfTheOthers() {
      assertThat(
              fixed(
                  """
                  class Pause {
                    void pause() {
                      try {
                        Thread.sleep(100);
                      } catch (InterruptedException e) {
                        System.out.println("interrupted");
                      }
                      System.out.println("done");
                    }
                  }
                  """))
          .contains(
              """
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    System.out.println("interrupted");
                  }
              """);
    }

    @Test
    void anEmptyCatchInOneLine() {
      assertThat(
              fixed(
                  """
                  class Pause {
                    void pause() {
                      try {
                        Thread.sleep(100);
                      } catch (InterruptedException e) {}
                      System.out.println("done");
                    }
                  }
                  """))
          .contains(
              """
                  } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                  }
              """);
    }

    @Test
    void notInALoopThatWouldSpin() {
      List<Finding> findings =
          rule.findings(
              """
              class Poller {
                void poll() {
                  for (int i = 0; i < 10; i++) {
                    try {
                      Thread.sleep(100);
                    } catch (InterruptedException e) {
                      System.out.println(e);
                    }
                  }
                }
              }
              """);
      assertThat(findings).singleElement().satisfies(found -> assertThat(found.fix()).isEmpty());
    }

    private String fixed(String text) {
      Finding finding = rule.findings(text).getFirst();
      var changed = new StringBuilder(text);
      for (TextEdit edit : finding.fix().orElseThrow().edits().reversed()) {
        changed.replace(edit.span().start(), edit.span().end(), edit.replacement());
      }
      return changed.toString();
    }
  }
}
