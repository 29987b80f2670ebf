package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What modules beside the tree have, and the tree has not: {@code users.findById(id)}, where a
 * {@code UserRepository} of the same house is missing, waits as one in the tree would that nothing
 * implements.
 */
final class MissingTypes {
  /** Verbs with which a helper asks what it is given, and does not only look at it. */
  private static final Set<String> ASKING =
      Set.of(
          "find",
          "get",
          "query",
          "count",
          "select",
          "load",
          "search",
          "list",
          "describe",
          "read",
          "fetch",
          "lookup",
          "retrieve",
          "download",
          "send",
          "execute",
          "do");

  /** Verbs with which it changes something there, and not only the object that it is given. */
  private static final Set<String> CHANGING =
      Set.of(
          "create", "delete", "update", "insert", "save", "remove", "upsert", "persist", "write",
          "set", "put", "post", "patch", "store", "add", "merge", "replace", "publish");

  private static final Set<String> FACTORIES =
      Set.of("getInstance", "instance", "getDefault", "getDefaultInstance", "singleton");

  private final Catalogue catalogue;
  private final Program program;
  private final Map<String, List<CatalogueEntry>> entries = new HashMap<>();

  MissingTypes(Catalogue catalogue, Program program) {
    this.catalogue = catalogue;
    this.program = program;
  }

  /** The entries for the object of a call, if its class is missing and is of the same house. */
  List<CatalogueEntry> entriesOf(Call call, Method around) {
    String type = missing(call);
    if (type.isEmpty()) {
      return List.of();
    }
    List<CatalogueEntry> named = entries.computeIfAbsent(type, this::findEntries);
    return named.isEmpty() || House.isSame(type, around.owner().name()) ? named : List.of();
  }

  /** Whether the class of the object of a call is neither in the tree nor among the libraries. */
  boolean isOfMissing(Call call) {
    return !missing(call).isEmpty();
  }

  /** The missing class of what a call is made on; empty if there is none. */
  private String missing(Call call) {
    String type =
        switch (call.receiver()) {
          case Expression.Field object -> nameOf(object);
          case Expression.Local object -> nameOf(object);
          case Call factory when FACTORIES.contains(factory.methodName()) ->
              factory.receiver() instanceof Expression.TypeName made ? nameOf(made) : "";
          case null, default -> "";
        };
    return program.type(type).isEmpty() ? type : "";
  }

  private static String nameOf(Expression object) {
    return object.type().basis() == Basis.ATTRIBUTED ? "" : InheritedNames.typeOf(object);
  }

  /**
   * {@code Users.findByName(connection, name)}: a static method of a missing class waits as what it
   * is given to ask.
   *
   * @param known the entries of a type
   */
  Optional<CatalogueEntry> helperOf(
      Call call, Method around, Function<String, List<CatalogueEntry>> known) {
    if (!isOfHelper(call, around) || !speaks(call.methodName())) {
      return Optional.empty();
    }
    return call.arguments().stream()
        .flatMap(given -> known.apply(InheritedNames.typeOf(given)).stream())
        .filter(entry -> entry.kind().isRemote() && !entry.isGuess())
        .findFirst()
        .map(CatalogueEntry::ofHelper);
  }

  private boolean isOfHelper(Call call, Method around) {
    return call.receiver() instanceof Expression.TypeName helper
        && !call.method().isResolved()
        && program.type(helper.type().name()).isEmpty()
        && House.isSame(helper.type().name(), around.owner().name());
  }

  private static boolean speaks(String name) {
    String first = Verbs.words(name).stream().findFirst().orElse("");
    return switch (Verbs.of(name)) {
      case READ -> ASKING.contains(first);
      case WRITE -> CHANGING.contains(first);
      case UNKNOWN -> false;
    };
  }

  private List<CatalogueEntry> findEntries(String type) {
    return saysWhose(type)
        ? catalogue.ofType(type).stream().filter(CatalogueEntry::isGuess).toList()
        : List.of();
  }

  /** {@code UserClient}: what is only called a client may be a customer. */
  private static boolean saysWhose(String type) {
    return Verbs.words(type.substring(type.lastIndexOf('.') + 1)).size() > 1;
  }
}
