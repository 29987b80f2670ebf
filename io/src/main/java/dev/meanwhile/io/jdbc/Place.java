package dev.meanwhile.io.jdbc;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where in the user's code this package was called. */
final class Place {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Set<String> OURS =
      Stream.of(
              Database.class,
              Transaction.class,
              Sql.class,
              Session.class,
              Statements.class,
              Visit.class,
              Cursor.class,
              Keyset.class,
              GuardedJdbc.class,
              DriverCall.class,
              Place.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private Place() {}

  /** That of the call that the calling thread makes. */
  static String here() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> isOfUser(frame.getClassName()))
            .findFirst()
            .map(frame -> frame.toStackTraceElement().toString())
            .orElse("an unknown place"));
  }

  /** That of the call in which {@code thread} is. */
  static String of(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .dropWhile(frame -> !OURS.contains(frame.getClassName()))
        .filter(frame -> isOfUser(frame.getClassName()))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("an unknown place");
  }

  private static boolean isOfUser(String type) {
    return !OURS.contains(type) && !type.startsWith("java.") && !type.startsWith("jdk.");
  }
}
