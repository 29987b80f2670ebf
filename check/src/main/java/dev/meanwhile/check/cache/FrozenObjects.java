package dev.meanwhile.check.cache;

import dev.meanwhile.check.source.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes, by the serialisation of the JDK. Source texts are not among the bytes: they are
 * read from their files.
 */
public final class FrozenObjects {
  /** Nothing but what is frozen here can be thawed: own records, and lists and options of them. */
  private static final List<String> ALLOWED =
      List.of("dev.meanwhile.check.", "java.util.", "java.lang.Object", "java.lang.Enum");

  private FrozenObjects() {}

  /** The hash tells whether the file still holds the text. */
  private record FrozenText(String path, String hash) implements Serializable {
    static FrozenText of(SourceText text) {
      return new FrozenText(text.path().toString(), new ContentHash().add(text.text()).hex());
    }
  }

  private record FrozenPath(String path) implements Serializable {}

  private record FrozenOptional(@Nullable Object value) implements Serializable {}

  /** A value as bytes. */
  public static byte[] freeze(Serializable value) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new Freezer(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The value again.
   *
   * @throws IOException if the bytes are not those of such a value, or a source has another text
   */
  public static <T> T thaw(byte[] bytes, Class<T> type) throws IOException {
    try (var in = new Thawer(new ByteArrayInputStream(bytes))) {
      return type.cast(in.readObject());
    } catch (ClassNotFoundException | RuntimeException e) {
      throw new InvalidObjectException("not a " + type.getSimpleName(), e);
    }
  }

  private static Status filter(FilterInfo info) {
    Class<?> type = info.serialClass();
    if (type == null) {
      return Status.UNDECIDED;
    }
    String name = type.isArray() ? type.componentType().getName() : type.getName();
    return ALLOWED.stream().anyMatch(name::startsWith) || Path.class.isAssignableFrom(type)
        ? Status.ALLOWED
        : Status.REJECTED;
  }

  private static final class Freezer extends ObjectOutputStream {
    private final IdentityHashMap<SourceText, FrozenText> texts = new IdentityHashMap<>();

    Freezer(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      return switch (object) {
        case SourceText text -> texts.computeIfAbsent(text, FrozenText::of);
        case Path path -> new FrozenPath(path.toString());
        case Optional<?> optional -> new FrozenOptional(optional.orElse(null));
        default -> object;
      };
    }
  }

  private static final class Thawer extends ObjectInputStream {
    Thawer(InputStream in) throws IOException {
      super(in);
      enableResolveObject(true);
      setObjectInputFilter(FrozenObjects::filter);
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
      return switch (object) {
        case FrozenText text -> thaw(text);
        case FrozenPath(String path) -> Path.of(path);
        case FrozenOptional(Object value) -> Optional.ofNullable(value);
        default -> object;
      };
    }

    private static SourceText thaw(FrozenText frozen) throws IOException {
      SourceText text = SourceText.read(Path.of(frozen.path()));
      if (!FrozenText.of(text).equals(frozen)) {
        throw new InvalidObjectException("there is another text in " + frozen.path());
      }
      return text;
    }
  }
}
