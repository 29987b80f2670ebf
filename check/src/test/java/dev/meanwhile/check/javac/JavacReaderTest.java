package dev.meanwhile.check.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavacReaderTest {
  @TempDir private Path folder;

  private Program read(String... texts) throws IOException {
    int number = 0;
    for (String text : texts) {
      Files.writeString(folder.resolve("Sample" + number++ + ".java"), text);
    }
    var reader = new JavacReader(List.of(), () -> {});
    Program program =
        reader.read(SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst());
    assertThat(reader.problems()).isEmpty();
    return program;
  }

  private static Call call(Program program, String name) {
    var found = new ArrayList<Call>();
    program
        .methods()
        .flatMap(method -> method.body().stream())
        .forEach(body ->
            body.forEach(node -> {
              if (node instanceof Call call && call.methodName().equals(name)) {
                found.add(call);
              }
            }));
    assertThat(found).as("calls of %s", name).isNotEmpty();
    return found.getFirst();
  }

  @Nested
  class TheOwnerOfACall {
    @Test
    void isWhatTheCompilerSaysIfItKnows() throws IOException {
      Call call =
          call(read("class A { int f(String s) { return s.strip().length(); } }"), "length");

      assertThat(call.method().owner()).isEqualTo("java.lang.String");
      assertThat(call.method().basis()).isEqualTo(Basis.ATTRIBUTED);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "import javax.sql.DataSource; class A { void f(DataSource d) { d.getConnection(); } }",
          "class A { void f(javax.sql.DataSource d) { d.getConnection(); } }",
          "import module java.sql; class A { void f(DataSource d) { d.getConnection(); } }"
        })
    void isKnownForAllModulesOfTheJdk(String text) throws IOException {
      Call call = call(read(text), "getConnection");

      assertThat(call.method().owner()).isEqualTo("javax.sql.DataSource");
      assertThat(call.method().basis()).isEqualTo(Basis.ATTRIBUTED);
      assertThat(call.type().name()).isEqualTo("java.sql.Connection");
      assertThat(call.type().basis()).isEqualTo(Basis.ATTRIBUTED);
    }

    @Test
    void isNamedByTheImportIfTheClassIsMissing() throws IOException {
      Call call =
          call(
              read("import org.lib.Client; class A { Client c; void f() { c.load(1); } }"), "load");

      assertThat(call.method().owner()).isEqualTo("org.lib.Client");
      assertThat(call.method().basis()).isEqualTo(Basis.IMPORTED);
    }

    @Test
    void isNamedByTheImportOfTheFileThatDeclaresTheField() throws IOException {
      Call call =
          call(
              read(
                  "import org.lib.Client; class Base { protected Client client; }",
                  "class A extends Base { void f() { client.load(1); } }"),
              "load");

      assertThat(call.method().owner()).isEqualTo("org.lib.Client");
    }

    @Test
    void isWhatAMethodOfTheTreeReturns() throws IOException {
      Call call =
          call(
              read(
                  """
                  import org.lib.Client;
                  class A { Client client() { return null; } void f() { client().load(1); } }
                  """),
              "load");

      assertThat(call.method().owner()).isEqualTo("org.lib.Client");
    }

    @Test
    void isWhatLombokWouldAdd() throws IOException {
      Program program =
          read(
              """
              import lombok.Data; import org.lib.Client;
              @Data class Box { private Client client; }
              class A { void f(Box box) { box.getClient().load(1); } }
              """);
      Call call = call(program, "load");

      assertThat(call.method().owner()).isEqualTo("org.lib.Client");
      assertThat(call.method().basis().isSure()).isFalse();
    }

    @Test
    void isUnknownIfNothingSaysIt() throws IOException {
      Call call =
          call(
              read("import org.lib.Client; class A { void f(Client c) { c.make().load(1); } }"),
              "load");

      assertThat(call.method().owner()).isEmpty();
      assertThat(call.method().basis()).isEqualTo(Basis.UNKNOWN);
    }
  }

  @Nested
  class AProgram {
    @Test
    void hasTheMethodsThatACallMayRunThroughAnInterface() throws IOException {
      Program program =
          read(
              """
              interface Users { String find(int id); }
              class Remote implements Users { public String find(int id) { return ""; } }
              class Local implements Users { public String find(int id) { return ""; } }
              class A { Users users; String f() { return users.find(1); } }
              """);

      assertThat(program.targets(call(program, "find").method()))
          .extracting(Method::toString)
          .containsExactlyInAnyOrder("Remote.find", "Local.find");
    }

    @Test
    void doesNotTakeOneImplementationOfAnInterfaceOfTheJdkForAll() throws IOException {
      Program program =
          read(
              """
              class Slow implements Runnable { public void run() {} }
              class A { void f(Runnable task) { task.run(); } }
              """);

      assertThat(program.targets(call(program, "run").method())).isEmpty();
    }

    @Test
    void tellsOverloadsApart() throws IOException {
      Program program =
          read("class A { void f(int i) {} void f(String s) {} void g() { f(\"x\"); } }");

      assertThat(program.targets(call(program, "f").method()))
          .singleElement()
          .satisfies(method -> assertThat(method.id().parameters()).isEqualTo("java.lang.String"));
    }
  }

  @Test
  void aFileThatCannotBeParsedIsNamedAndTheOthersAreRead() throws IOException {
    Files.writeString(folder.resolve("Broken.java"), "class Broken { void f( {");
    Files.writeString(folder.resolve("Whole.java"), "class Whole { void f() { f(); } }");
    var reader = new JavacReader(List.of(), () -> {});

    Program program =
        reader.read(SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst());

    assertThat(reader.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path().toString()).endsWith("Broken.java"));
    assertThat(program.type("Whole")).isPresent();
  }

  @Test
  void anExpressionThatIsTooDeepIsNamedAndTheOtherFilesAreRead() throws IOException {
    String deep = "x + ".repeat(30_000) + "x";
    Files.writeString(
        folder.resolve("Deep.java"), "class Deep { int f(int x) { return " + deep + "; } }");
    Files.writeString(folder.resolve("Whole.java"), "class Whole { void f() { f(); } }");
    var reader = new JavacReader(List.of(), () -> {});

    Program program =
        reader.read(SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst());

    assertThat(reader.problems()).isNotEmpty();
    assertThat(program.type("Whole")).isPresent();
  }

  @Test
  void aFileThatTheCompilerFailsOnIsNamedAndTheOthersKeepTheirTypes() throws IOException {
    Files.writeString(
        folder.resolve("Breaking.java"),
        """
        import org.lib.Missing;
        class Breaking {
          abstract static class Work implements Missing {}
          interface Runs<T> extends Missing {}
          boolean runs(Work work) { return work instanceof Runs<?>; }
        }
        """);
    Files.writeString(folder.resolve("Whole.java"), "class Whole { int n = \"x\".length(); }");
    var reader = new JavacReader(List.of(), () -> {});

    Program program =
        reader.read(SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst());

    assertThat(reader.problems())
        .singleElement()
        .asString()
        .contains("Breaking.java: the compiler failed: java.lang.NullPointerException");
    assertThat(program.type("Breaking")).isPresent();
    assertThat(call(program, "length").method().basis()).isEqualTo(Basis.ATTRIBUTED);
  }

  @Test
  void aFileThatIsTooDeepForTheParserIsNamedAndTheOthersAreRead() throws IOException {
    String deep = "(".repeat(100_000) + "x" + ")".repeat(100_000);
    Files.writeString(
        folder.resolve("Deep.java"), "class Deep { int f(int x) { return " + deep + "; } }");
    Files.writeString(folder.resolve("Whole.java"), "class Whole { void f() { f(); } }");
    var reader = new JavacReader(List.of(), () -> {});

    Program program =
        reader.read(SourceGroup.of(SourceTree.find(List.of(folder), false)).getFirst());

    assertThat(reader.problems())
        .singleElement()
        .asString()
        .contains("Deep.java: the compiler failed: java.lang.StackOverflowError");
    assertThat(program.type("Whole")).isPresent();
  }

  @Test
  void everyStatementAndExpressionIsRead() throws IOException {
    Program program =
        read(
            """
            import java.util.*;
            class A<T extends Comparable<T>> {
              static int n = 1; { n++; }
              sealed interface S permits P, Q {} record P(int x, String y) implements S {} enum Q implements S { ONE }
              int f(S s, int[] a, Object o) throws Exception {
                label: for (int i = 0, j = 1; i < a.length; i++, j--) { if (i > j) continue label; else break label; }
                do { a[0] += ~n << 2; } while (a[0] < 0 && n != 1 || !true);
                int k = switch (s) { case P(int x, var y) when x > 0 -> { yield x; } case P _ -> 1; case Q q -> 2; };
                switch (k) { case 1: n--; default: break; }
                Runnable r = () -> n++; Comparator<String> c = String::compareTo; var l = new int[] {1, 2};
                synchronized (this) { assert k > 0 : "no"; }
                try (var in = new java.io.StringReader("")) { in.read(); } catch (java.io.IOException | RuntimeException e) { throw e; } finally { ; }
                class Local { int g() { return k + n; } }
                if (o instanceof String t && t.length() > 1) return t.length();
                return o == null ? (int) (long) k : new Local() { int g() { return 2; } }.g();
              }
            }
            """);

    var unreadable = new ArrayList<String>();
    program
        .methods()
        .flatMap(method -> method.body().stream())
        .forEach(body ->
            body.forEach(node -> {
              if (node instanceof dev.meanwhile.check.model.Expression.Unreadable) {
                unreadable.add(node.toString());
              }
            }));
    assertThat(unreadable).isEmpty();
    assertThat(program.type("A.P")).isPresent();
  }
}
