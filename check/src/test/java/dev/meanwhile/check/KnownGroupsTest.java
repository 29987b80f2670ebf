package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownGroupsTest {
  private static final Problem PROBLEM = new Problem(Path.of("A.java"), 1, "found once");

  @TempDir private Path temp;
  private Path one;
  private Path other;
  private Path jar;
  private Path cache;

  @BeforeEach
  void write() throws IOException {
    one = Files.createDirectories(temp.resolve("tree/one/src")).resolve("A.java");
    other = Files.createDirectories(temp.resolve("tree/other/src")).resolve("A.java");
    Files.writeString(one, "class A { int one; }");
    Files.writeString(other, "class A { int other; }");
    jar = Files.writeString(temp.resolve("lib.jar"), "lib");
    cache = temp.resolve("cache");
  }

  /** How many of the two groups are not known, and so are analysed. */
  private int analysed(String users, String tool) throws IOException {
    var known = new KnownGroups(cache, List.of(jar), users, tool);
    var analysed = new ArrayList<SourceGroup>();
    for (SourceGroup group :
        SourceGroup.of(SourceTree.find(List.of(temp.resolve("tree")), false))) {
      var heard = new GroupReport.Recorder(new Deaf());
      known.check(
          group,
          heard,
          listener -> {
            analysed.add(group);
            listener.failed(PROBLEM);
            listener.read(new Report.Coverage(1, 2, 3, 4));
          });
      assertThat(heard.report())
          .isEqualTo(new GroupReport(List.of(), List.of(PROBLEM), new Report.Coverage(1, 2, 3, 4)));
    }
    return analysed.size();
  }

  private int analysed() throws IOException {
    return analysed("", "build 1");
  }

  private static final class Deaf implements GroupListener {
    @Override
    public void found(RawFinding finding) {}

    @Override
    public void failed(Problem problem) {}

    @Override
    public void read(Report.Coverage coverage) {}
  }

  @Test
  void aGroupIsAnalysedOnce() throws IOException {
    assertThat(analysed()).isEqualTo(2);
    assertThat(analysed()).isZero();
  }

  @Test
  void whenAFileChangesItsGroupAloneIsAnalysedAgain() throws IOException {
    analysed();

    Files.writeString(other, "class A { int changed; }");

    assertThat(analysed()).isEqualTo(1);
    assertThat(analysed()).isZero();
  }

  @Test
  void aFileThatComesOrGoesIsAChange() throws IOException {
    analysed();
    Path more = Files.writeString(one.resolveSibling("B.java"), "class B {}");
    assertThat(analysed()).isEqualTo(1);

    Files.delete(more);
    assertThat(analysed()).as("this was known before").isZero();
    Files.move(one, one.resolveSibling("C.java"));
    assertThat(analysed()).isPositive();
  }

  @Test
  void aFileThatIsOnlyTouchedIsNoChange() throws IOException {
    analysed();

    Files.setLastModifiedTime(one, java.nio.file.attribute.FileTime.fromMillis(0));

    assertThat(analysed()).isZero();
  }

  @Test
  void whenALibraryChangesEverythingIsAnalysedAgain() throws IOException {
    analysed();

    Files.writeString(jar, "other");

    assertThat(analysed()).isEqualTo(2);
  }

  @Test
  void whenTheUsersCatalogueChangesEverythingIsAnalysedAgain() throws IOException {
    analysed();

    assertThat(analysed("- types: Ledger", "build 1")).isEqualTo(2);
    assertThat(analysed()).isZero();
  }

  @Test
  void anotherBuildOfTheCheckerKnowsNothing() throws IOException {
    analysed();

    assertThat(analysed("", "build 2")).isEqualTo(2);
  }

  @Test
  void damagedEntriesAreAnalysedAgain() throws IOException {
    analysed();
    try (var entries = Files.newDirectoryStream(cache)) {
      for (Path entry : entries) {
        Files.writeString(entry, "damaged");
      }
    }

    assertThat(analysed()).isEqualTo(2);
    assertThat(analysed()).isZero();
  }

  @Test
  void whatChangesWhileItIsAnalysedIsNotKept() throws IOException {
    var known = new KnownGroups(cache, List.of(jar), "", "build 1");
    SourceGroup group = SourceGroup.of(SourceTree.find(List.of(one.getParent()), false)).getFirst();

    known.check(group, new Deaf(), _ -> Files.writeString(one, "class A { int meanwhile; }"));

    assertThat(cache).doesNotExist();
  }
}
