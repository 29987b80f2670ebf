package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.shield;

import dev.meanwhile.Deadline;
import dev.meanwhile.Task;
import dev.meanwhile.TaskFailed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, some of them read at a time. Any task may take them, but one at a time: all
 * state is guarded by the one use of the session.
 */
final class Cursor<T extends @Nullable Object> implements Spliterator<T> {
  private static final int ROWS_AT_ONCE = 256;

  private final Session session;
  private final PreparedStatement statement;
  private final RowMapper<? extends T> mapper;
  private final ResultSet rows;
  private final Queue<Row<T>> read = new ArrayDeque<>();
  private boolean atEnd;
  private @Nullable Exception failure;
  private volatile @Nullable TaskFailed thrown;

  private Cursor(
      Session session, PreparedStatement statement, ResultSet rows, RowMapper<? extends T> mapper) {
    this.session = session;
    this.statement = statement;
    this.rows = rows;
    this.mapper = mapper;
  }

  /** One that has read nothing yet. */
  static <T extends @Nullable Object> Cursor<T> open(
      Session session, String sql, RowMapper<? extends T> mapper, List<@Nullable Object> params)
      throws SQLException, InterruptedException {
    return session.call(call -> {
      PreparedStatement statement = session.connection().prepareStatement(sql);
      try {
        statement.setFetchSize(ROWS_AT_ONCE);
        DriverCall.bind(statement, params);
        ResultSet rows = call.execute(statement, statement::executeQuery);
        return new Cursor<T>(session, statement, rows, mapper);
      } catch (Throwable failure) {
        statement.close();
        throw failure;
      }
    });
  }

  /** The rows as a stream; closing it closes this. */
  Stream<T> stream() {
    return StreamSupport.stream(this, false)
        .onClose(() -> {
          try {
            close();
          } catch (SQLException cannot) {
            throw carried(cannot);
          }
        });
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    Row<T> next;
    try {
      next = next();
    } catch (SQLException | InterruptedException e) {
      throw carried(e);
    }
    if (next != null) {
      action.accept(next.value);
    }
    return next != null;
  }

  private @Nullable Row<T> next() throws SQLException, InterruptedException {
    session.enter();
    try {
      if (read.isEmpty()) {
        throwFailure();
        session.callInside(this::readSome);
      }
      return read.poll();
    } finally {
      session.leave();
    }
  }

  private void throwFailure() throws SQLException, InterruptedException {
    switch (failure) {
      case SQLException e -> {
        DriverCall.stopIfTold(e);
        throw e;
      }
      case RuntimeException e -> throw e;
      case null, default -> {}
    }
  }

  /** What fails behind rows that were read fails when these are taken. */
  private boolean readSome(DriverCall call) throws SQLException {
    call.onCancel(() -> FetchCancel.of(statement));
    try {
      while (!atEnd && read.size() < ROWS_AT_ONCE && hasNext()) {
        read.add(new Row<>(mapper.map(rows)));
      }
    } catch (SQLException | RuntimeException e) {
      if (read.isEmpty()) {
        throw e;
      }
      failure = e;
    }
    return atEnd;
  }

  private boolean hasNext() throws SQLException {
    atEnd = !rows.next();
    return !atEnd;
  }

  private TaskFailed carried(Exception e) {
    var carrying = new TaskFailed(e);
    thrown = carrying;
    return carrying;
  }

  /** Throws what {@code failed} carries, if it carries a failure of this. */
  void rethrowOwn(TaskFailed failed) throws SQLException, InterruptedException {
    if (failed == thrown) {
      switch (failed.getCause()) {
        case SQLException e -> throw withSuppressed(e, failed);
        case InterruptedException e -> throw withSuppressed(e, failed);
        case null, default -> {}
      }
    }
  }

  private static <X extends Exception> X withSuppressed(X own, TaskFailed carrying) {
    for (Throwable other : carrying.getSuppressed()) {
      own.addSuppressed(other);
    }
    return own;
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED;
  }

  /** Closes the statement, also where the task was told to stop. */
  void close() throws SQLException {
    try {
      shield(
          Deadline.FOREVER,
          Task.of(() -> {
            try (statement) {
              rows.close();
            }
          }));
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  /** A row, which may be null. */
  private record Row<T extends @Nullable Object>(T value) {}
}
