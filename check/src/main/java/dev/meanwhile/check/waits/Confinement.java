package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells an object that serves one thread, but was got for this one method, such as a connection of
 * a pool, from one that others use too.
 */
final class Confinement {
  private static final Set<String> FRESH =
      Set.of(
          "getConnection",
          "getResource",
          "borrowObject",
          "openSession",
          "openStatelessSession",
          "openConnection",
          "createEntityManager",
          "newConnection",
          "connect",
          "createSession",
          "open");

  /** Last words of names and types of what a call may be given to work with. */
  private static final Set<String> CONNECTIONS =
      Set.of(
          "context", "ctx", "session", "connection", "conn", "transaction", "tx", "txn", "handle");

  private static final Set<String> CONTEXTS = Set.of("context", "ctx");

  /** What a context is of that holds a connection; those of requests, users and calls hold none. */
  private static final Set<String> HOLDING =
      Set.of(
          "connection",
          "database",
          "db",
          "entity",
          "hibernate",
          "jdbc",
          "jpa",
          "my",
          "persistence",
          "session",
          "sql",
          "the",
          "transaction",
          "transactional",
          "tx",
          "unit",
          "work");

  private static final int DEEPEST = 6;

  private Confinement() {}

  /**
   * The wait, confined no more if the object is this method's own, and confined if it is a client
   * around one connection.
   */
  static Wait judge(Wait wait, Call call, Method method) {
    Expression object = call.receiver();
    if (object == null) {
      return wait;
    }
    boolean isConfined =
        wait.isConfined() ? !isOwn(object, method, 0) : isOfOneConnection(object, method, 0);
    return wait.confined(isConfined);
  }

  /**
   * Whether a call is given what stands for a connection, such as {@code find(context, id)}: one
   * thread at a time may use that.
   */
  static boolean isGivenConnection(Call call) {
    return call.arguments().stream().anyMatch(Confinement::isConnection);
  }

  private static boolean isConnection(Expression argument) {
    String name =
        switch (argument) {
          case Expression.Local local -> local.variable().name();
          case Call call -> call.methodName();
          default -> "";
        };
    String type = argument.type().simpleName();
    return endsWithConnection(type) || (endsWithConnection(name) && !isContextOfOthers(type));
  }

  /** {@code Context}, {@code openSession}. */
  private static boolean endsWithConnection(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty() && CONNECTIONS.contains(words.getLast()) && !isContextOfOthers(name);
  }

  /** {@code TenantContext}: what is known of a request, not what it speaks through. */
  private static boolean isContextOfOthers(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty()
        && CONTEXTS.contains(words.getLast())
        && !HOLDING.containsAll(words.subList(0, words.size() - 1));
  }

  /**
   * {@code new JdbcTemplate(new SingleConnectionDataSource(connection, true))}. One that is given
   * from outside may be made so: those of migrations are.
   */
  private static boolean isOfOneConnection(Expression object, Method method, int depth) {
    String type = object.type().simpleName();
    if (type.equals("Connection") || type.equals("SingleConnectionDataSource")) {
      return true;
    }
    return switch (Chains.root(object)) {
      case Expression.New made ->
          made.arguments().stream().anyMatch(each -> isOfOneConnection(each, method, depth));
      case Expression.Local(_, Variable given) when given.kind() == Variable.Kind.PARAMETER ->
          type.endsWith("JdbcTemplate");
      case Expression.Local local when depth < DEEPEST ->
          values(local.variable(), method).stream()
              .anyMatch(value -> isOfOneConnection(value, method, depth + 1));
      default -> false;
    };
  }

  private static boolean isOwn(Expression object, Method method, int depth) {
    for (Call part : Chains.calls(object)) {
      if (FRESH.contains(part.methodName())) {
        return true;
      }
    }
    return switch (Chains.root(object)) {
      case Expression.New _ -> true;
      case Expression.Local local when depth < DEEPEST -> isOwn(local.variable(), method, depth);
      default -> false;
    };
  }

  private static boolean isOwn(Variable variable, Method method, int depth) {
    List<Expression> values = values(variable, method);
    return !values.isEmpty() && values.stream().allMatch(value -> isOwn(value, method, depth + 1));
  }

  private static List<Expression> values(Variable variable, Method method) {
    var values = new ArrayList<Expression>();
    for (Statement.Declare declared : method.all(Statement.Declare.class)) {
      if (declared.variable() == variable && declared.value() != null) {
        values.add(declared.value());
      }
    }
    for (Expression.Assignment set : method.all(Expression.Assignment.class)) {
      if (set.target() instanceof Expression.Local local && local.variable() == variable) {
        values.add(set.value());
      }
    }
    values.removeIf(Confinement::isNull);
    return values;
  }

  private static boolean isNull(Expression value) {
    return value instanceof Expression.Literal literal && literal.value() == null;
  }
}
