package org.springframework.jdbc.core;

import java.util.List;
import java.util.Map;

/** As much of it as the tests need. */
public class JdbcTemplate {
  public <T> T queryForObject(String sql, Class<T> type, Object... arguments) {
    throw new UnsupportedOperationException();
  }

  public List<Map<String, Object>> queryForList(String sql, Object... arguments) {
    throw new UnsupportedOperationException();
  }

  public int update(String sql, Object... arguments) {
    throw new UnsupportedOperationException();
  }
}
