package org.springframework.data.jpa.repository;

import java.util.List;
import java.util.Optional;

/** As much of it as the tests need. */
public interface JpaRepository<T, K> {
  Optional<T> findById(K id);

  List<T> findAllById(Iterable<K> ids);

  List<T> findAll();

  T save(T entity);
}
