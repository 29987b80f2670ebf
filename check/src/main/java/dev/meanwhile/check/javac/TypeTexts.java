package dev.meanwhile.check.javac;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.WildcardTree;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types as they are written, for where the compiler has no type. */
final class TypeTexts {
  private TypeTexts() {}

  /** The type that a tree of a type names in a file. */
  static JavaType read(@Nullable Tree tree, FileNames names) {
    return switch (tree) {
      case PrimitiveTypeTree primitive ->
          JavaType.of(
              primitive.getPrimitiveTypeKind().name().toLowerCase(Locale.ROOT), Basis.ATTRIBUTED);
      case IdentifierTree name -> names.resolve(name.getName().toString());
      case MemberSelectTree name -> names.resolve(name.toString());
      case ParameterizedTypeTree generic -> generic(generic, names);
      case AnnotatedTypeTree annotated -> read(annotated.getUnderlyingType(), names);
      case UnionTypeTree union -> read(union.getTypeAlternatives().getFirst(), names);
      case WildcardTree wildcard -> read(wildcard.getBound(), names);
      case ArrayTypeTree array -> arrayOf(read(array.getType(), names));
      case null, default -> JavaType.UNKNOWN;
    };
  }

  private static JavaType generic(ParameterizedTypeTree tree, FileNames names) {
    JavaType raw = read(tree.getType(), names);
    List<JavaType> arguments =
        tree.getTypeArguments().stream().map(argument -> read(argument, names)).toList();
    return new JavaType(raw.name(), arguments, raw.basis());
  }

  static JavaType arrayOf(JavaType element) {
    return element.isKnown() ? JavaType.of(element.name() + "[]", element.basis()) : element;
  }
}
