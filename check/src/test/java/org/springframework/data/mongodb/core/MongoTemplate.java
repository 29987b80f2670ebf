package org.springframework.data.mongodb.core;

import java.util.List;

/** As much of it as the tests need. */
public class MongoTemplate {
  public <T> List<T> find(Object query, Class<T> type) {
    throw new UnsupportedOperationException();
  }

  public <T> T findById(Object id, Class<T> type) {
    throw new UnsupportedOperationException();
  }

  public long count(Object query, Class<?> type) {
    throw new UnsupportedOperationException();
  }

  public <T> T save(T document) {
    throw new UnsupportedOperationException();
  }
}
