package dev.meanwhile.check.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.javac.JavacReader;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodTest {
  private static Method method(String text, String name) throws IOException {
    var texts = List.of(new SourceText(Path.of("A.java"), text));
    SourceGroup group = SourceGroup.of(SourceTree.of(texts)).getFirst();
    return new JavacReader(List.of(), () -> {})
        .read(group)
        .methods()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsAllOfOneKindOuterAndEarlierOnesFirst() throws IOException {
    Method method =
        method(
            """
            class A {
              void f() { one(two()); Runnable r = () -> three(); four(); }
            }
            """,
            "f");

    assertThat(method.all(Call.class))
        .extracting(Call::methodName)
        .containsExactly("one", "two", "three", "four");
    assertThat(method.all(Statement.Declare.class)).hasSize(1);
    assertThat(method.all(Statement.Try.class)).isEmpty();
  }

  @Test
  void hasNothingToShowWithoutABody() throws IOException {
    assertThat(method("interface A { void f(); }", "f").all(Call.class)).isEmpty();
  }
}
