package dev.meanwhile.interleaving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * A subject on a core that has one fault: a piece of the source of one class is replaced by
 * another. So a twin is always the core of today but for the fault; when the piece is no longer
 * there, the twin asks for another.
 *
 * <p>Its classes are those of core and of these tests, in packages of their own: Lincheck takes
 * classes of the same name for the same, whoever loaded them.
 */
public final class Twin {
  private static final Path SOURCES = Path.of(System.getProperty("core.sources"));
  private static final String OURS = "dev/meanwhile/";
  private static final String CLASS = ".class";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix = "twin" + COUNT.incrementAndGet() + "/";
  private final Map<String, byte[]> classes = new TreeMap<>();

  private Twin() {}

  /**
   * The twin of {@code subject}, on a core in which {@code faulty} has {@code bad} instead of
   * {@code good}.
   */
  public static Class<?> of(Class<?> subject, Class<?> faulty, String good, String bad) {
    try {
      var twin = new Twin();
      twin.add(faulty);
      twin.add(subject);
      twin.classes.putAll(Compilation.of(faulty.getSimpleName(), source(faulty, good, bad)));
      return twin.load(subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(Class<?> faulty, String good, String bad) throws IOException {
    String source = Files.readString(SOURCES.resolve(path(faulty) + ".java"));
    int at = source.indexOf(good);
    if (at < 0 || at != source.lastIndexOf(good)) {
      throw new IllegalArgumentException(
          "the twin needs another fault, this is not once in " + faulty + ": " + good);
    }
    return source.replace(good, bad);
  }

  private static String path(Class<?> ours) {
    return ours.getName().replace('.', '/');
  }

  /** Adds all our classes that come from the same folder or jar as {@code ours}. */
  private void add(Class<?> ours) throws IOException {
    Path place = place(ours);
    if (Files.isDirectory(place)) {
      addAll(place);
    } else {
      try (var jar = FileSystems.newFileSystem(place)) {
        addAll(jar.getPath("/"));
      }
    }
  }

  private static Path place(Class<?> ours) {
    try {
      return Path.of(ours.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void addAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(OURS))) {
      for (Path file : files.filter(file -> file.toString().endsWith(CLASS)).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        classes.put(name.substring(0, name.length() - CLASS.length()), Files.readAllBytes(file));
      }
    }
  }

  private Class<?> load(Class<?> subject) throws IOException {
    Path jar = Files.createTempFile("twin", ".jar");
    jar.toFile().deleteOnExit();
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var each : classes.entrySet()) {
        out.putNextEntry(new JarEntry(prefix + each.getKey() + CLASS));
        out.write(renamed(each.getValue()));
      }
    }
    ByteBuddyAgent.install().appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
    try {
      return Class.forName((prefix + path(subject)).replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] renamed(byte[] original) {
    var renaming =
        new Remapper() {
          @Override
          public String map(String name) {
            return name.startsWith(OURS) ? prefix + name : name;
          }
        };
    var writer = new ClassWriter(0);
    new ClassReader(original).accept(new ClassRemapper(writer, renaming), 0);
    return writer.toByteArray();
  }
}
