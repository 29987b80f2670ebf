package dev.meanwhile.io.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** A driver whose calls a test sees, and may hold up or let fail. */
final class WatchedDriver {
  private static final Set<Class<?>> WATCHED =
      Set.of(
          Connection.class,
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          ResultSet.class);

  private final Watch watch;

  private WatchedDriver(Watch watch) {
    this.watch = watch;
  }

  /** The same, with {@code watch} around each call. */
  static DataSource of(DataSource real, Watch watch) {
    return new WatchedDriver(watch).watched(DataSource.class, real);
  }

  private <T> T watched(Class<T> type, Object real) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              String name = type.getSimpleName() + "." + method.getName();
              Object answer =
                  watch.around(
                      new Call(
                          name,
                          arguments == null ? new Object[0] : arguments,
                          () -> {
                            try {
                              return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                              throw e.getCause();
                            }
                          }));
              Class<?> made = method.getReturnType();
              return answer != null && WATCHED.contains(made) ? watched(made, answer) : answer;
            }));
  }

  /** Sees a call, and makes it or not. */
  @FunctionalInterface
  interface Watch {
    Object around(Call call) throws Throwable;
  }

  /** What the driver does. */
  @FunctionalInterface
  interface Real {
    Object run() throws Throwable;
  }

  /**
   * A call of the driver.
   *
   * @param name the interface and the method
   */
  record Call(String name, Object[] arguments, Real real) {
    Object make() throws Throwable {
      return real.run();
    }
  }
}
