package dev.meanwhile;

import static dev.meanwhile.Snippet.errors;
import static dev.meanwhile.Snippet.errorsOfCatching;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler knows of the exceptions. */
class CompileTest {
  private static final String IO = "IOException";
  private static final String INTERRUPTED = "InterruptedException";

  @Nested
  class ThrowsExactly {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "all(() -> io(), () -> io(), Two::new);",
          "all(Snippet::io, Snippet::io, Two::new);",
          "all(Snippet::plain, Snippet::missing, Snippet::io, Three::new);",
          "all(() -> plain(), () -> plain(), (a, b) -> io());",
          "all(() -> plain(), () -> plain(), (a, b) -> new Picky(a));",
          "all(List.<Task<String, IOException>>of());",
          "all(() -> all(() -> io(), () -> plain(), Two::new), () -> plain(), (a, b) -> a);",
          "race(() -> io(), () -> plain());",
          "race(Snippet::io, Snippet::missing);",
          "within(SOON, () -> io());",
          "within(SOON, Snippet::io);",
          "within(SOON, () -> all(() -> io(), () -> waits(), Two::new));",
          "within(SOON, () -> within(SOON, () -> race(() -> io(), () -> waits())));",
          "withinOr(SOON, () -> io(), () -> plain());",
          "unless(STOP, () -> io());",
          "unless(STOP, () -> all(Snippet::io, Snippet::waits, Two::new));",
          "STOP.call(() -> io());",
          "shield(SOON, Snippet::io);",
          "using(() -> plain(), r -> io(), r -> {});",
          "using(Snippet::io, r -> waits(), r -> r.length());",
          "using(() -> plain(), r -> plain(), r -> io());",
          "all(closing(() -> new FileReader(io())), closing(() -> (Reader) null), (a, b) -> a);",
          "within(SOON, discarding(() -> io(), s -> late()));",
          "map(List.of(1), atMost(1), discarding(x -> io() + x, s -> late()));",
          "map(List.of(1), atMost(1), closing(x -> new FileReader(io())));",
          "mapIndexed(List.of(1), atMost(1), closing((i, x) -> new FileReader(io())));",
          "withinOr(SOON, () -> plain(), () -> io());",
          "scope(s -> s.start(() -> io()).get());",
          "scope(s -> { s.start(() -> io()); return plain(); });",
          "scope(s -> { s.start(\"name\", Snippet::io); return plain(); });",
          "scope(\"name\", s -> s.start(Snippet::missing).get() + io());",
          "scope(Grace.FOREVER, s -> io());",
          "scope(s -> { var a = s.start(() -> io()); return s.start(() -> a.get()).get(); });",
          "named(\"io\", () -> io()).run();",
          "settle(() -> io(), () -> plain(), (a, b) -> a.orElseThrow(IOException.class));",
          "outcome(() -> waits()).orElseThrow(IOException.class);",
          "Hedge.after(SOON).call(repeatable(() -> io()));",
          "String s = Hedge.after(SOON).call(repeatable(Snippet::io));",
        })
    void anIOExceptionAndAnInterrupt(String statement) {
      assertThat(errorsOfCatching(statement, IO, INTERRUPTED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "all(() -> plain(), () -> waits(), Two::new);",
          "all(Snippet::plain, Snippet::plain, Snippet::plain, Three::new);",
          "all(List.of(() -> plain(), () -> waits()));",
          "settle(() -> io(), () -> late(), Tried::new);",
          "settle(List.of(() -> io(), () -> missing()));",
          "race(() -> plain(), () -> waits());",
          "any(() -> io(), () -> late());",
          "any(List.of(() -> io(), () -> plain()));",
          "hedge(SOON, () -> io(), () -> late());",
          "outcome(() -> io());",
          "within(SOON, () -> plain());",
          "within(SOON, () -> any(() -> io(), () -> late()));",
          "withinOr(SOON, () -> plain(), () -> waits());",
          "unless(STOP, () -> plain());",
          "shield(SOON, () -> plain());",
          "using(() -> plain(), r -> waits(), r -> {});",
          "race(closing(() -> new StringReader(plain())), discarding(() -> null, r -> io()));",
          "mapSettled(List.of(1), atMost(1), discarding(x -> io(), s -> late()));",
          "scope(s -> s.start(() -> waits()).get());",
          "sleep(SOON);",
          "Hedge.after(SOON).call(repeatable(() -> waits()));",
        })
    void anInterrupt(String statement) {
      assertThat(errorsOfCatching(statement, INTERRUPTED)).isEmpty();
    }

    @Test
    void theTypeThatAllShare() {
      assertThat(
              errorsOfCatching(
                  "all(() -> missing(), () -> missing(), Two::new);",
                  "FileNotFoundException",
                  INTERRUPTED))
          .isEmpty();
      assertThat(errorsOfCatching("all(() -> io(), () -> late(), Two::new);", "Exception"))
          .isEmpty();
      assertThat(
              errorsOfCatching(
                  "scope(s -> { s.start(() -> io()); return s.start(() -> late()).get(); });",
                  "Exception"))
          .isEmpty();
    }

    @Test
    void nothingForAReadOfAnOutcome() {
      assertThat(errorsOfCatching("Outcome<String> o = null; o.orElseThrow(); o.orElse(\"b\");"))
          .isEmpty();
    }
  }

  @Nested
  class Compiles {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Two t = all(() -> plain(), () -> waits(), Two::new);",
          "List<String> l = all(List.of(() -> plain(), () -> waits()));",
          "Tried t = settle(() -> io(), () -> late(), Tried::new);",
          "List<Outcome<String>> l = settle(List.of(() -> io(), () -> plain()));",
          "Outcome<String> o = outcome(() -> io());",
          "Object o = race(() -> 1, () -> \"a\");",
          "Number n = any(() -> 1, () -> 2.0);",
          "String s = hedge(SOON, () -> io(), () -> generic());",
          "String s = scope(sc -> { Later<String, RuntimeException> l = sc.start(() -> plain());"
              + " return l.get(); });",
          "int n = scope(s -> { var a = s.start(() -> plain()); return a.get().length(); });",
          "CharSequence c = within(SOON, () -> plain());",
        })
    void withTheTypesOneExpects(String statement) {
      assertThat(errors(statement)).isEmpty();
    }
  }

  @Nested
  class DoesNotCompile {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "race();",
          "any();",
          "hedge(SOON);",
          "all();",
          "settle();",
          "all(() -> plain(), Two::new);",
          "within(() -> plain());",
          "all(() -> io(), () -> plain(), Two::new);",
          "race(() -> io(), () -> plain());",
          "scope(s -> { s.start(() -> io()); return plain(); });",
          "within(SOON, () -> io());",
          "try { all(() -> plain(), () -> plain(), Two::new); } catch (IOException e) {}",
          "try { any(() -> io(), () -> io()); } catch (IOException e) {}",
          "try { settle(() -> io(), () -> io(), Tried::new); } catch (IOException e) {}",
          "try { outcome(() -> io()); } catch (IOException e) {}",
          "all(() -> plain(), () -> 1, Two::new);",
          "scope(s -> all(s.start(() -> plain()), s.start(() -> plain()), Two::new));",
          "scope(s -> all(List.of(s.start(() -> plain()))));",
          "Two t = race(() -> plain(), () -> plain());",
          "Hedge.after(SOON).call(() -> plain());",
          "Task<String, RuntimeException> t = () -> plain(); Hedge.after(SOON).call(t);",
        })
    void whatCannotWork(String statement) {
      assertThat(errors(statement)).isNotEmpty();
    }

    @Test
    void aVerbWhoseInterruptIsForgotten() {
      assertThat(errorsOfCatching("all(() -> plain(), () -> plain(), Two::new);"))
          .singleElement()
          .asString()
          .contains("unreported exception java.lang.InterruptedException");
      assertThat(errorsOfCatching("sleep(SOON);")).isNotEmpty();
    }

    @Test
    void aVerbWhoseCheckedExceptionIsForgotten() {
      assertThat(errorsOfCatching("all(() -> io(), () -> io(), Two::new);", "InterruptedException"))
          .singleElement()
          .asString()
          .contains("unreported exception java.io.IOException");
    }
  }

  @Nested
  class ALambdaIsATaskAndNeverAList {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "all(() -> null);",
          "settle(() -> null);",
          "all(() -> generic());",
          "settle(() -> { throw new IllegalStateException(); });",
        })
    void soOneAloneIsNoListOfTasks(String statement) {
      assertThat(errors(statement)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "race(() -> { sleep(SOON); return generic(); });",
          "any(() -> { sleep(SOON); return null; });",
          "hedge(SOON, () -> { sleep(SOON); throw new IllegalStateException(); });",
        })
    void soOneAloneMayWait(String statement) {
      assertThat(errors(statement)).isEmpty();
    }
  }
}
