package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the contenders of a workload: the marked classes in its package. It reads class files and
 * loads none, because some need a JVM with preview features.
 */
public final class EntryList {
  private static final String MARK = Contender.class.descriptorString();

  private EntryList() {}

  /** All contenders beside {@code workload}, by name, ours first. */
  public static List<Entrant> of(Class<?> workload) {
    String folder = workload.getPackageName().replace('.', '/');
    try {
      URI place = workload.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        return read(path.resolve(folder));
      }
      try (var jar = FileSystems.newFileSystem(path)) {
        return read(jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Entrant> read(Path folder) throws IOException {
    var entrants = new ArrayList<Entrant>();
    try (var files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path file : files) {
        add(ClassFile.of().parse(Files.readAllBytes(file)), entrants);
      }
    }
    entrants.sort(Comparator.comparing(Entrant::role).thenComparing(Entrant::name));
    return List.copyOf(entrants);
  }

  private static void add(ClassModel type, List<Entrant> entrants) {
    type.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .filter(annotation -> annotation.className().equalsString(MARK))
        .map(annotation -> entrant(type, annotation))
        .forEach(entrants::add);
  }

  private static Entrant entrant(ClassModel type, Annotation mark) {
    Map<String, AnnotationValue> values = new HashMap<>();
    for (AnnotationElement element : mark.elements()) {
      values.put(element.name().stringValue(), element.value());
    }
    return new Entrant(
        type.thisClass().asInternalName().replace('/', '.'),
        text(values.get("value")),
        values.containsKey("role") ? Role.valueOf(text(values.get("role"))) : Role.PEER,
        values.containsKey("only") ? texts(values.get("only")) : List.of(),
        values.containsKey("preview"));
  }

  private static List<String> texts(AnnotationValue value) {
    return value instanceof AnnotationValue.OfArray array
        ? array.values().stream().map(EntryList::text).toList()
        : List.of(text(value));
  }

  private static String text(AnnotationValue value) {
    return switch (value) {
      case AnnotationValue.OfString text -> text.stringValue();
      case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
      default -> throw new IllegalArgumentException("neither a text nor a role: " + value);
    };
  }
}
