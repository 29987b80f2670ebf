package dev.meanwhile.check.dependence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.javac.JavacReader;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.SourceTree;
import dev.meanwhile.check.waits.Catalogue;
import dev.meanwhile.check.waits.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencesTest {
  private static Program program(String text) throws IOException {
    var texts = List.of(new SourceText(Path.of("A.java"), text));
    return new JavacReader(List.of(), () -> {})
        .read(SourceGroup.of(SourceTree.of(texts)).getFirst());
  }

  private static Method method(Program program, char name) {
    return program
        .methods()
        .filter(each -> each.name().equals(String.valueOf(name)))
        .findFirst()
        .orElseThrow();
  }

  /** Which of these methods bind the thread, asked in this order. */
  private static String binding(String methods, String text) throws IOException {
    Program program = program(text);
    var dependences = new Dependences(program, new Waits(program, Catalogue.with(List.of())));
    return methods
        .chars()
        .filter(name -> dependences.bindsThread(method(program, (char) name)))
        .sorted()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** What a method does must not depend on which method somebody has asked for before. */
  @Nested
  class InEveryOrder {
    @ParameterizedTest
    @ValueSource(strings = {"fgh", "fhg", "gfh", "ghf", "hfg", "hgf"})
    void methodsOfARingAllDoWhatOneOfThemDoes(String order) throws IOException {
      String ring =
          """
          class A {
            void f(int n) { g(n); UserContextHolder.set(n); }
            void g(int n) { h(n); }
            void h(int n) { if (n > 0) { f(n - 1); } }
          }
          """;

      assertThat(binding(order, ring)).isEqualTo("fgh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fghi", "ihgf", "gihf", "hfig"})
    void whatCallsARingDoesWhatTheRingDoesAndNotTheOtherWayRound(String order) throws IOException {
      String ringBetweenTwo =
          """
          class A {
            void f(int n) { UserContextHolder.set(n); g(n); }
            void g(int n) { h(n); }
            void h(int n) { g(n - 1); i(n); }
            void i(int n) { }
          }
          """;

      assertThat(binding(order, ringBetweenTwo)).isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fghij", "jihgf", "hijfg", "gfjih"})
    void ringsThatShareAMethodAreOne(String order) throws IOException {
      String two =
          """
          class A {
            void f(int n) { g(n); }
            void g(int n) { f(n); h(n); }
            void h(int n) { i(n); }
            void i(int n) { h(n); g(n); UserContextHolder.set(n); }
            void j(int n) { j(n - 1); }
          }
          """;

      assertThat(binding(order, two)).isEqualTo("fghi");
    }
  }

  @Nested
  class HoweverDeep {
    /** {@code a} calls {@code m1}, that calls {@code m2}, and so on; {@code b} is the last one. */
    private static String chain(int length) {
      String steps =
          IntStream.rangeClosed(1, length)
              .mapToObj(i -> "void m" + i + "() { " + (i < length ? "m" + (i + 1) : "b") + "(); }")
              .collect(Collectors.joining("\n"));
      return "class A { void a() { m1(); } " + steps + " void b() { UserContextHolder.set(1); } }";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 30, 3000})
    void aMethodDoesWhatTheLastOfAChainDoes(int length) throws IOException {
      assertThat(binding("a", chain(length))).isEqualTo("a");
    }

    @Test
    void aMethodThatRunsElsewhereBindsNothingHere() throws IOException {
      String text =
          """
          @interface Async {}
          class A {
            void a() { b(); }
            @Async void b() { UserContextHolder.set(1); }
          }
          """;

      assertThat(binding("ab", text)).isEqualTo("b");
    }
  }
}
