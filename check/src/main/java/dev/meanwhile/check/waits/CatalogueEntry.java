package dev.meanwhile.check.waits;

import java.util.List;
import java.util.Map;

/**
 * One entry of the catalogue: types, and which of their methods wait. Patterns may begin or end
 * with {@code *}.
 *
 * @param types full names of classes and interfaces, or patterns for them; what extends them is
 *     meant too
 * @param annotations names of annotations; the methods of interfaces that have one are meant
 * @param fields simple names of annotations; the methods of fields that have one are meant
 * @param kind what they wait for
 * @param reads methods that only ask
 * @param writes methods that change something
 * @param waits methods whose effect their name or their arguments tell
 * @param except methods that do not wait, whatever the other patterns say
 * @param arguments the greatest number of arguments of a call that waits; those with more get a
 *     callback
 * @param isConfined whether one object serves one thread at a time
 * @param timeout whether the library has a time limit by default
 * @param bulk for a method that asks for one, the method that asks for many
 * @param isChain whether a fluent chain that begins with the type ends in the method
 * @param isGuess whether only interfaces of the program are meant that nothing in it implements:
 *     something made at run time does
 * @param isUsers whether it comes from the user
 */
public record CatalogueEntry(
    List<String> types,
    List<String> annotations,
    List<String> fields,
    WaitKind kind,
    List<String> reads,
    List<String> writes,
    List<String> waits,
    List<String> except,
    int arguments,
    boolean isConfined,
    Timeout timeout,
    Map<String, String> bulk,
    boolean isChain,
    boolean isGuess,
    boolean isUsers) {

  private static final List<String> OF_EVERY_OBJECT =
      List.of("equals", "hashCode", "toString", "getClass");

  /** What a library does about a peer that never answers. */
  public enum Timeout {
    /** It waits for ever unless told otherwise. */
    NONE,
    /** It has a limit by default. */
    DEFAULT,
    /** It depends on how the client is set up elsewhere. */
    CLIENT
  }

  /** What the user says of one method. */
  static CatalogueEntry ofUsers(WaitKind kind, String method, boolean reads, boolean writes) {
    List<String> none = List.of();
    List<String> own = List.of(method);
    return new CatalogueEntry(
        none,
        none,
        none,
        kind,
        reads ? own : none,
        writes ? own : none,
        own,
        none,
        Integer.MAX_VALUE,
        false,
        Timeout.CLIENT,
        Map.of(),
        false,
        false,
        true);
  }

  /** The same wait, behind a helper that asks for the caller: what limits it is the helper's. */
  CatalogueEntry ofHelper() {
    return new CatalogueEntry(
        List.of(),
        List.of(),
        List.of(),
        kind,
        List.of(),
        List.of(),
        List.of("*"),
        List.of(),
        Integer.MAX_VALUE,
        isConfined,
        Timeout.DEFAULT,
        Map.of(),
        false,
        true,
        false);
  }

  /** Whether a method of one of the types waits. */
  boolean names(String method) {
    return !matches(except, method)
        && !matches(OF_EVERY_OBJECT, method)
        && (isRead(method) || isWrite(method) || matches(waits, method));
  }

  boolean isRead(String method) {
    return matches(reads, method);
  }

  boolean isWrite(String method) {
    return matches(writes, method);
  }

  boolean isForType(String name) {
    return matches(types, name);
  }

  boolean hasPatterns() {
    return types.stream().anyMatch(type -> type.contains("*"));
  }

  private static boolean matches(List<String> patterns, String name) {
    for (String pattern : patterns) {
      if (matches(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(name)
        : name.length() >= pattern.length() - 1
            && name.regionMatches(0, pattern, 0, star)
            && endsWith(name, pattern, pattern.length() - star - 1);
  }

  private static boolean endsWith(String name, String pattern, int length) {
    return name.regionMatches(name.length() - length, pattern, pattern.length() - length, length);
  }
}
