package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thing is named for what it is, not for being a thing. */
class NamesTest {

  private static final Set<String> EMPTY_FOLDER_NAMES =
      Set.of("util", "utils", "common", "commons", "impl", "internal", "helper", "helpers", "misc");

  private static final Pattern EMPTY_TYPE_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Impl|Manager|Common)");

  @Test
  void foldersAndTypesSayWhatTheyAre() {
    assertThat(violations(Repository.here()))
        .as("names that say nothing; name the thing for what it does or what it holds")
        .isEmpty();
  }

  @Test
  void emptyNamesAreFound(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("core/src/main/java/a/util"));
    Files.writeString(
        folder.resolve("LimitImpl.java"),
        "class LimitImpl { interface TaskManager {} } enum StringUtils {}");
    Files.writeString(folder.resolve("Implementation.java"), "record Implementation() {}");

    assertThat(violations(new Repository(root)))
        .containsExactly(
            "folder core/src/main/java/a/util",
            "type LimitImpl in core/src/main/java/a/util/LimitImpl.java",
            "type TaskManager in core/src/main/java/a/util/LimitImpl.java",
            "type StringUtils in core/src/main/java/a/util/LimitImpl.java");
  }

  private static List<String> violations(Repository repository) {
    var violations = new ArrayList<String>();
    for (Path folder : repository.folders()) {
      if (EMPTY_FOLDER_NAMES.contains(folder.getFileName().toString())) {
        violations.add("folder " + repository.name(folder));
      }
    }
    SyntaxTrees.read(
        repository.javaFiles(),
        (unit, _) -> {
          String file = repository.name(Path.of(unit.getSourceFile().toUri()));
          new TypeNames(violations, file).scan(unit, null);
        });
    return violations;
  }

  private static final class TypeNames extends TreeScanner<Void, Void> {
    private final List<String> violations;
    private final String file;

    TypeNames(List<String> violations, String file) {
      this.violations = violations;
      this.file = file;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (EMPTY_TYPE_NAME.matcher(type.getSimpleName()).matches()) {
        violations.add("type " + type.getSimpleName() + " in " + file);
      }
      return super.visitClass(type, null);
    }
  }
}
