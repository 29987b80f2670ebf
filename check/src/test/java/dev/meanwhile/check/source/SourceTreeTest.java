package dev.meanwhile.check.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
  private Path tree;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    tree = folder.toRealPath();
  }

  private void write(String file, String text) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<String> found(boolean withTests) throws IOException {
    return SourceTree.find(List.of(tree), withTests).stream()
        .flatMap(root -> root.files().stream())
        .map(file -> tree.relativize(file.path()).toString())
        .toList();
  }

  @Nested
  class Finds {
    @Test
    void theRootFromThePackageWhateverTheLayout() throws IOException {
      write("app/src/main/java/a/b/One.java", "package a.b; class One {}");
      write("odd/a/b/Two.java", "// head\npackage a . b;\nclass Two {}");
      write("Three.java", "class Three {}");

      assertThat(SourceTree.find(List.of(tree), false))
          .extracting(root -> tree.relativize(root.folder()).toString())
          .containsExactly("", "app/src/main/java", "odd");
    }

    @Test
    void aPackageThatIsCalledLikeAFolderOfBuilds() throws IOException {
      write("src/main/java/a/build/One.java", "package a.build; class One {}");
      write("src/main/java/a/test/Two.java", "package a.test; class Two {}");

      assertThat(found(false)).hasSize(2);
    }
  }

  @Nested
  class LeavesOut {
    @Test
    void buildOutputHiddenFoldersAndDescriptors() throws IOException {
      write("src/main/java/One.java", "class One {}");
      write("src/main/java/module-info.java", "module a {}");
      write("target/generated-sources/Two.java", "class Two {}");
      write(".git/Three.java", "class Three {}");

      assertThat(found(false)).containsExactly("src/main/java/One.java");
    }

    @Test
    void testsUnlessAskedFor() throws IOException {
      write("src/main/java/One.java", "class One {}");
      write("src/test/java/OneTest.java", "class OneTest {}");

      assertThat(found(false)).containsExactly("src/main/java/One.java");
      assertThat(found(true)).hasSize(2);
    }
  }

  @Test
  void aPathThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> SourceTree.find(List.of(tree.resolve("none")), false))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }

  @Nested
  class Groups {
    private static SourceRoot root(String folder, String... classNames) {
      return new SourceRoot(
          Path.of(folder),
          List.of(classNames).stream()
              .map(name -> new SourceFile(Path.of(folder, name), name))
              .toList());
    }

    private static List<List<String>> groups(SourceRoot... roots) {
      return SourceGroup.of(List.of(roots)).stream()
          .map(group -> group.roots().stream().map(root -> root.folder().toString()).toList())
          .toList();
    }

    @Test
    void holdNoClassNameTwice() {
      assertThat(groups(root("a", "Main", "One"), root("b", "Main", "Two"), root("c", "Two")))
          .containsExactly(List.of("a", "c"), List.of("b"));
    }

    @Test
    void areJoinedByTheNearest() {
      assertThat(groups(root("x/a", "Main"), root("y/a", "Main"), root("y/b", "Other")))
          .containsExactly(List.of("x/a"), List.of("y/a", "y/b"));
    }
  }
}
