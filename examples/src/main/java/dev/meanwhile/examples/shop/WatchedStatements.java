package dev.meanwhile.examples.shop;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Connections whose queries are tasks of the run that is watched, one after the other: so plain
 * JDBC shows on a timeline. Everything else goes to the driver as it is.
 */
final class WatchedStatements {
  private static final Pattern TABLE = Pattern.compile("\\bfrom (\\w+)");

  private WatchedStatements() {}

  static DataSource on(DataSource connections) {
    return watching(DataSource.class, connections, "");
  }

  private static <T> T watching(Class<T> type, Object real, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(real, method, arguments, sql)));
  }

  private static Object call(Object real, Method method, Object[] arguments, String sql)
      throws Throwable {
    return switch (method.getName()) {
      case "getConnection" -> watching(Connection.class, invoke(real, method, arguments), "");
      case "prepareStatement" ->
          watching(
              PreparedStatement.class, invoke(real, method, arguments), arguments[0].toString());
      case "executeQuery" ->
          all(List.of(named(table(sql), () -> invoke(real, method, arguments)))).getFirst();
      default -> invoke(real, method, arguments);
    };
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() instanceof Exception failure ? failure : thrown;
    }
  }

  private static String table(String sql) {
    Matcher table = TABLE.matcher(sql);
    return table.find() ? table.group(1) : "query";
  }
}
