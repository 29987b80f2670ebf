package dev.meanwhile.io.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plain JDBC objects of a session, each behind a proxy that makes its calls {@link DriverCall
 * driver calls}. What the driver answers without the database is passed on as it is: the values of
 * a row, the parameters of a statement.
 */
final class GuardedJdbc implements InvocationHandler {
  private static final String QUERY_CANCELED = "57014";
  private static final Set<Class<?>> GUARDED =
      Set.of(
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          ResultSet.class,
          DatabaseMetaData.class);
  private static final Set<String> OF_STATEMENT_WITH_DATABASE =
      Set.of(
          "getGeneratedKeys",
          "getMetaData",
          "getMoreResults",
          "getParameterMetaData",
          "getResultSet");

  private final Session session;
  private final Object target;
  private final @Nullable Object maker;

  private GuardedJdbc(Session session, Object target, @Nullable Object maker) {
    this.session = session;
    this.target = target;
    this.maker = maker;
  }

  static Connection connection(Session session) {
    return guarded(session, Connection.class, session.connection(), null);
  }

  private static <T> T guarded(
      Session session, Class<T> type, Object target, @Nullable Object maker) {
    var handler = new GuardedJdbc(session, target, maker);
    return type.cast(
        Proxy.newProxyInstance(GuardedJdbc.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
    Class<?> type = method.getReturnType();
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method.getName(), arguments);
    }
    if (method.getParameterCount() == 0 && type != Object.class && type.isInstance(maker)) {
      return maker;
    }
    Object answer =
        needsDatabase(method.getName()) ? call(method, arguments) : pass(method, arguments);
    return answer != null && GUARDED.contains(type)
        ? guarded(session, type, answer, proxy)
        : answer;
  }

  private @Nullable Object ofObject(
      Object proxy, String method, @Nullable Object @Nullable [] arguments) {
    return switch (method) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "guarded " + target;
    };
  }

  private boolean needsDatabase(String method) {
    return switch (target) {
      case ResultSet _ -> !startsWithOneOf(method, "get", "was", "find", "unwrap", "isWrapperFor");
      case Statement _ ->
          !startsWithOneOf(
                  method, "get", "set", "clear", "add", "cancel", "is", "unwrap", "isWrapperFor")
              || OF_STATEMENT_WITH_DATABASE.contains(method);
      default -> !startsWithOneOf(method, "abort", "unwrap", "isWrapperFor");
    };
  }

  private static boolean startsWithOneOf(String method, String... beginnings) {
    return Arrays.stream(beginnings).anyMatch(method::startsWith);
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws SQLException {
    try {
      return session.<@Nullable Object>call(call -> call(call, method, arguments));
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new SQLException("the task was told to stop", QUERY_CANCELED, told);
    }
  }

  private @Nullable Object call(
      DriverCall call, Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
    if (target instanceof Statement statement && method.getName().startsWith("execute")) {
      return call.<@Nullable Object>execute(statement, () -> pass(method, arguments));
    }
    if (target instanceof ResultSet rows) {
      call.onCancel(() -> FetchCancel.of(rows.getStatement()));
    }
    return pass(method, arguments);
  }

  private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case SQLException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new SQLException(e.getCause());
      }
    } catch (IllegalAccessException e) {
      throw new SQLException(e);
    }
  }
}
