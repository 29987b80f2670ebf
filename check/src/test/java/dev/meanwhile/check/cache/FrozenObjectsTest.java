package dev.meanwhile.check.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.io.File;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenObjectsTest {
  @TempDir private Path folder;

  @Test
  void recordsComeBackEqualWithTheirListsAndOptions() throws IOException {
    var plain = new Fix("plain", List.of(), List.of("java.util.List"));
    var fix =
        new Fix(
            "at once",
            List.of(new TextEdit(new Span(1, 2), "x"), new TextEdit(new Span(3, 3), "ü\n")),
            List.of(),
            Optional.of(plain));

    assertThat(FrozenObjects.thaw(FrozenObjects.freeze(fix), Fix.class)).isEqualTo(fix);
  }

  @Test
  void pathsComeBack() throws IOException {
    var problem = new Problem(folder.resolve("A.java"), 3, "no class");

    assertThat(FrozenObjects.thaw(FrozenObjects.freeze(problem), Problem.class)).isEqualTo(problem);
  }

  @Test
  void textsAreReadFromTheirFilesOnceEach() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "class A {\n}\n");
    var text = SourceText.read(file);
    byte[] bytes =
        FrozenObjects.freeze(
            new Two(new Place(text, new Span(0, 5)), new Place(text, new Span(10, 11))));

    Two two = FrozenObjects.thaw(bytes, Two.class);

    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("class A {");
    assertThat(two.one().text()).isEqualTo("class");
    assertThat(two.other().line()).isEqualTo(2);
    assertThat(two.one().file()).isSameAs(two.other().file());
  }

  private record Two(Place one, Place other) implements java.io.Serializable {}

  @Test
  void aTextThatIsNoLongerInItsFileIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "class A {}");
    byte[] bytes = FrozenObjects.freeze(new Place(SourceText.read(file), new Span(0, 5)));

    Files.writeString(file, "class B {}");

    assertThatThrownBy(() -> FrozenObjects.thaw(bytes, Place.class))
        .isInstanceOf(InvalidObjectException.class)
        .hasMessageContaining("there is another text in");
  }

  @Test
  void anObjectOfAnotherClassIsAnError() {
    byte[] foreign = FrozenObjects.freeze(new File("x"));
    byte[] other = FrozenObjects.freeze(new Span(0, 1));

    assertThatThrownBy(() -> FrozenObjects.thaw(foreign, File.class))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FrozenObjects.thaw(other, Place.class))
        .isInstanceOf(IOException.class)
        .hasMessage("not a Place");
    assertThatThrownBy(() -> FrozenObjects.thaw(new byte[] {1, 2, 3}, Place.class))
        .isInstanceOf(IOException.class);
  }
}
