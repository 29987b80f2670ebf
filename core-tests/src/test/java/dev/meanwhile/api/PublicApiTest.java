package dev.meanwhile.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Meanwhile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The public surface of core changes on purpose only: it is written down in core/api.txt. */
class PublicApiTest {

  private static final Path WRITTEN_DOWN = Path.of(System.getProperty("api.file", "core/api.txt"));

  private static final String ACCEPT =
      "./mvnw -q -pl core-tests -am test -Dtest=PublicApiTest -Dapi.accept";

  @Test
  void theSurfaceOfCoreIsTheOneWrittenDown() throws IOException {
    List<String> actual = PublicApi.of(Meanwhile.class);
    if (Boolean.getBoolean("api.accept")) {
      Files.writeString(WRITTEN_DOWN, String.join("\n", actual) + "\n");
    }
    List<String> expected =
        Files.exists(WRITTEN_DOWN) ? Files.readAllLines(WRITTEN_DOWN) : List.of();

    assertThat(String.join("\n", PublicApi.difference(expected, actual)))
        .as("changes against core/api.txt; if they are meant, accept them: %s", ACCEPT)
        .isEmpty();
    assertThat(expected)
        .as("the order of core/api.txt; write it anew: %s", ACCEPT)
        .isEqualTo(actual);
  }

  @Test
  void typesAndMembersAreWrittenWithEverythingACallerSees() {
    assertThat(PublicApi.lines(Sample.class))
        .containsExactly(
            "public abstract static sealed class dev.meanwhile.api.PublicApiTest.Sample"
                + "<T, X extends Exception> extends Number implements Serializable"
                + " permits api.PublicApiTest.Leaf",
            "  public static final @Nullable String NAME",
            "  protected new(List<? super T>)",
            "  public abstract @Nullable T find(Callable<? extends @Nullable"
                + " T>, int[]) throws X",
            "  @Deprecated public final <A, B extends Number & Comparable<B>> B pick(A, B...)");
    assertThat(PublicApi.lines(Pair.class))
        .containsExactly(
            "public record dev.meanwhile.api.PublicApiTest.Pair<A>(A left, @Nullable A right)",
            "  public new(A, @Nullable A)",
            "  public A left()",
            "  public @Nullable A right()");
    assertThat(PublicApi.lines(Colour.class))
        .containsExactly("public enum dev.meanwhile.api.PublicApiTest.Colour", "  BLUE", "  RED");
    assertThat(PublicApi.lines(Shape.class))
        .containsExactly(
            "public interface dev.meanwhile.api.PublicApiTest.Shape extends"
                + " api.PublicApiTest.Titled",
            "  public default int corners()",
            "  public static api.PublicApiTest.Shape none()");
    assertThat(PublicApi.lines(Titled.class))
        .containsExactly(
            "public interface dev.meanwhile.api.PublicApiTest.Titled", "  public String title()");
  }

  @Test
  void aDifferenceNamesTheTypeOfEachMember() {
    List<String> before = List.of("public class a.B", "  public int x()", "public class a.C");
    List<String> after = List.of("public class a.B", "  public long x()", "public class a.D");

    assertThat(PublicApi.difference(before, after))
        .containsExactly(
            "- a.B: public int x()",
            "- public class a.C",
            "+ a.B: public long x()",
            "+ public class a.D");
    assertThat(PublicApi.difference(before, before)).isEmpty();
  }

  @SuppressWarnings("serial")
  public abstract static sealed class Sample<T, X extends Exception> extends Number
      implements Serializable permits Leaf {
    public static final @Nullable String NAME = null;
    static final int HIDDEN = 1;

    protected Sample(List<? super T> list) {}

    public abstract @Nullable T find(Callable<? extends @Nullable T> call, int[] numbers) throws X;

    @Deprecated
    @SafeVarargs
    public final <A, B extends Number & Comparable<B>> B pick(A first, B... others) {
      return others[0];
    }

    abstract void hidden();
  }

  public abstract static non-sealed class Leaf extends Sample<String, RuntimeException> {
    Leaf(List<String> list) {
      super(list);
    }
  }

  public record Pair<A>(A left, @Nullable A right) {}

  public enum Colour {
    RED,
    BLUE
  }

  @FunctionalInterface
  public interface Titled {
    String title();
  }

  public interface Shape extends Titled {
    default int corners() {
      return 0;
    }

    static Shape none() {
      return () -> "none";
    }
  }
}
