package dev.meanwhile.check.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  private static final String KEY = key("one");
  private static final byte[] CONTENT = "what was found".getBytes(UTF_8);

  @TempDir private Path temp;

  private static String key(String name) {
    return new ContentHash().add(name).hex();
  }

  private Path folder() {
    return temp.resolve("not/yet/there");
  }

  private CacheFolder cache() {
    return new CacheFolder(folder());
  }

  @Test
  void whatIsKeptIsFoundUnderItsKeyOnly() {
    cache().keep(KEY, CONTENT);

    assertThat(cache().find(KEY)).contains(CONTENT);
    assertThat(cache().find(key("other"))).isEmpty();
  }

  @Test
  void anEntryThatIsCutOffIsNotFound() throws IOException {
    cache().keep(KEY, CONTENT);
    byte[] entry = Files.readAllBytes(folder().resolve(KEY));

    for (int length : new int[] {0, 10, 32, entry.length - 1}) {
      Files.write(folder().resolve(KEY), java.util.Arrays.copyOf(entry, length));
      assertThat(cache().find(KEY)).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void anEntryWithAWrongByteIsNotFound() throws IOException {
    cache().keep(KEY, CONTENT);
    byte[] entry = Files.readAllBytes(folder().resolve(KEY));

    for (int at : new int[] {0, 31, 32, entry.length - 1}) {
      byte[] damaged = entry.clone();
      damaged[at] ^= 1;
      Files.write(folder().resolve(KEY), damaged);
      assertThat(cache().find(KEY)).as("byte %d", at).isEmpty();
    }
  }

  @Test
  void anEntryOfAnotherKeyIsNotFound() throws IOException {
    cache().keep(KEY, CONTENT);

    Files.copy(folder().resolve(KEY), folder().resolve(key("other")));

    assertThat(cache().find(key("other"))).isEmpty();
  }

  @Test
  void aDamagedEntryIsReplaced() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(KEY), "nonsense");

    cache().keep(KEY, CONTENT);

    assertThat(cache().find(KEY)).contains(CONTENT);
  }

  @Test
  void whereNothingCanBeWrittenNothingIsKept() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    var cache = new CacheFolder(file);

    cache.keep(KEY, CONTENT);

    assertThat(cache.find(KEY)).isEmpty();
  }

  private void use(String name, int second) throws IOException {
    Files.setLastModifiedTime(folder().resolve(key(name)), FileTime.fromMillis(second * 1000L));
  }

  @Test
  void whatWasUsedLastOfAllIsForgottenIfThereIsTooMuch() throws IOException {
    var cache = new CacheFolder(folder(), 2, 1_000);
    cache.keep(key("a"), CONTENT);
    cache.keep(key("b"), CONTENT);
    use("a", 1);
    use("b", 2);
    assertThat(cache.find(key("a"))).isPresent(); // and so used after b

    cache.keep(key("c"), CONTENT);

    assertThat(cache.find(key("a"))).isPresent();
    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.find(key("c"))).isPresent();
  }

  @Test
  void theBytesOfAllEntriesAreBounded() throws IOException {
    var cache = new CacheFolder(folder(), 100, 1_000);
    cache.keep(key("a"), new byte[600]);
    use("a", 1);

    cache.keep(key("b"), new byte[600]);

    assertThat(cache.find(key("a"))).isEmpty();
    assertThat(cache.find(key("b"))).isPresent();
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Files.createDirectories(folder());
    Path other = Files.writeString(folder().resolve("notes.txt"), "mine");
    var cache = new CacheFolder(folder(), 1, 1);

    cache.keep(KEY, CONTENT);

    assertThat(other).hasContent("mine");
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).containsExactly(other);
    }
  }
}
