package dev.meanwhile.api;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types and members as one line of Java each: generic, with nullness and with what they throw.
 * Names of the JDK and of {@code dev.meanwhile} stand without their package.
 */
final class Signatures {

  private static final Pattern KNOWN_PACKAGE =
      Pattern.compile("^(java(\\.[a-z]+)+|dev\\.meanwhile)\\.");

  private Signatures() {}

  static String of(Class<?> type) {
    var line = new StringBuilder(deprecation(type));
    line.append(typeModifiers(type)).append(kind(type)).append(' ').append(type.getCanonicalName());
    line.append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      line.append(
          Arrays.stream(type.getRecordComponents())
              .map(component -> of(component.getAnnotatedType()) + " " + component.getName())
              .collect(Collectors.joining(", ", "(", ")")));
    }
    if (!type.isInterface() && hasNotableSuperclass(type)) {
      line.append(" extends ").append(of(type.getAnnotatedSuperclass()));
    }
    line.append(list(type.isInterface() ? " extends " : " implements ", supertypes(type)));
    if (type.isSealed()) {
      var permitted = Arrays.stream(type.getPermittedSubclasses()).map(Signatures::name).sorted();
      line.append(list(" permits ", permitted.toList()));
    }
    return line.toString();
  }

  static String of(Field field) {
    if (field.isEnumConstant()) {
      return deprecation(field) + field.getName();
    }
    return deprecation(field)
        + Modifier.toString(field.getModifiers())
        + " "
        + of(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  static String of(Constructor<?> constructor) {
    return deprecation(constructor)
        + modifiers(constructor)
        + variables(constructor.getTypeParameters(), " ")
        + "new"
        + parameters(constructor)
        + failures(constructor);
  }

  static String of(Method method) {
    return deprecation(method)
        + modifiers(method)
        + (method.isDefault() ? "default " : "")
        + variables(method.getTypeParameters(), " ")
        + of(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + parameters(method)
        + failures(method);
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isEnum()) {
      return "enum";
    }
    return type.isRecord() ? "record" : "class";
  }

  private static String typeModifiers(Class<?> type) {
    int implied = Modifier.STRICT;
    if (type.isInterface() || type.isRecord() || type.isEnum()) {
      implied |= Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC | Modifier.INTERFACE;
    }
    String modifiers = Modifier.toString(type.getModifiers() & ~implied);
    return modifiers + (type.isSealed() ? " sealed " : " ");
  }

  private static String modifiers(Executable member) {
    int implied = Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT | Modifier.TRANSIENT;
    implied |= Modifier.VOLATILE;
    if (member.getDeclaringClass().isInterface()) {
      implied |= Modifier.ABSTRACT;
    }
    return Modifier.toString(member.getModifiers() & ~implied) + " ";
  }

  private static boolean hasNotableSuperclass(Class<?> type) {
    return !type.isRecord() && !type.isEnum() && type.getSuperclass() != Object.class;
  }

  private static List<String> supertypes(Class<?> type) {
    return Arrays.stream(type.getAnnotatedInterfaces()).map(Signatures::of).sorted().toList();
  }

  private static String parameters(Executable member) {
    AnnotatedType[] types = member.getAnnotatedParameterTypes();
    return IntStream.range(0, types.length)
        .mapToObj(i -> parameter(types[i], member.isVarArgs() && i == types.length - 1))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(AnnotatedType type, boolean isVarArgs) {
    String text = of(type);
    return isVarArgs ? text.substring(0, text.length() - "[]".length()) + "..." : text;
  }

  private static String failures(Executable member) {
    var types = Arrays.stream(member.getAnnotatedExceptionTypes()).map(Signatures::of);
    return list(" throws ", types.toList());
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables(variables, "");
  }

  private static String variables(TypeVariable<?>[] variables, String after) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(Signatures::variable)
            .collect(Collectors.joining(", ", "<", ">" + after));
  }

  private static String variable(TypeVariable<?> variable) {
    var bounds = bounds(variable.getAnnotatedBounds());
    return variable.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
  }

  private static List<String> bounds(AnnotatedType[] bounds) {
    return Stream.of(bounds).map(Signatures::of).filter(text -> !text.equals("Object")).toList();
  }

  private static String of(AnnotatedType type) {
    return switch (type) {
      case AnnotatedArrayType array -> arrayOf(array);
      case AnnotatedParameterizedType generic -> nullness(type) + parameterized(generic);
      case AnnotatedWildcardType wildcard -> wildcard(wildcard);
      default -> nullness(type) + name(type.getType());
    };
  }

  private static String arrayOf(AnnotatedArrayType array) {
    String nullness = nullness(array);
    return of(array.getAnnotatedGenericComponentType())
        + (nullness.isEmpty() ? "[]" : " " + nullness + "[]");
  }

  private static String parameterized(AnnotatedParameterizedType type) {
    return name(((ParameterizedType) type.getType()).getRawType())
        + Stream.of(type.getAnnotatedActualTypeArguments())
            .map(Signatures::of)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String wildcard(AnnotatedWildcardType wildcard) {
    var lower = bounds(wildcard.getAnnotatedLowerBounds());
    var upper = bounds(wildcard.getAnnotatedUpperBounds());
    if (!lower.isEmpty()) {
      return "? super " + lower.getFirst();
    }
    return upper.isEmpty() ? "?" : "? extends " + upper.getFirst();
  }

  private static String name(Type type) {
    String name = type instanceof Class<?> known ? known.getCanonicalName() : type.getTypeName();
    return KNOWN_PACKAGE.matcher(name).replaceFirst("");
  }

  private static String nullness(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
  }

  private static String deprecation(AnnotatedElement element) {
    return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
  }

  private static String list(String before, List<String> texts) {
    return texts.isEmpty() ? "" : before + String.join(", ", texts);
  }
}
