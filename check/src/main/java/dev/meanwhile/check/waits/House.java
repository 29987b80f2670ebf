package dev.meanwhile.check.waits;

import java.util.Set;

/** Who writes a class, by its package: {@code org.shop.users} and {@code org.shop.orders}. */
public final class House {
  /** Under these, many write, each under a name of their own: {@code org.apache.kafka}. */
  private static final Set<String> SHARED =
      Set.of("org.apache", "org.eclipse", "com.github", "io.github", "com.google", "com.amazonaws");

  private House() {}

  /** Whether both are written by the same; a name without a package is of the same house. */
  public static boolean isSame(String type, String other) {
    int dot = type.indexOf('.');
    int second = dot < 0 ? -1 : type.indexOf('.', dot + 1);
    if (second < 0) {
      return dot < 0;
    }
    boolean isShared = SHARED.contains(type.substring(0, second));
    int third = isShared ? type.indexOf('.', second + 1) : second;
    return third > 0 && other.startsWith(type.substring(0, third + 1));
  }
}
