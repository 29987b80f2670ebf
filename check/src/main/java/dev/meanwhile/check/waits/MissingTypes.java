package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What modules beside the tree have, and the tree has not: {@code users.findById(id)}, where a
 * {@code UserRepository} of the same house is missing, waits as one in the tree would that nothing
 * implements.
 */
final class MissingTypes {
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
    return named.isEmpty() || isOfSameHouse(type, around.owner().name()) ? named : List.of();
  }

  /** Whether the class of the object of a call is neither in the tree nor among the libraries. */
  boolean isOfMissing(Call call) {
    return !missing(call).isEmpty();
  }

  /** The missing class of a field that a call is made on; empty if there is none. */
  private String missing(Call call) {
    if (!(call.receiver() instanceof Expression.Field object)
        || object.type().basis() == Basis.ATTRIBUTED) {
      return "";
    }
    String type = InheritedNames.typeOf(object);
    return program.type(type).isEmpty() ? type : "";
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

  /**
   * {@code org.shop.users} and {@code org.shop.orders}; a name without a package is of the same.
   */
  private static boolean isOfSameHouse(String type, String other) {
    int dot = type.indexOf('.');
    int second = dot < 0 ? -1 : type.indexOf('.', dot + 1);
    return second < 0 ? dot < 0 : other.startsWith(type.substring(0, second + 1));
  }
}
