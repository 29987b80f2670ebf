package org.springframework.data.redis.core;

import java.util.Collection;
import java.util.List;

/** As much of it as the tests need. */
public interface ValueOperations<K, V> {
  V get(Object key);

  List<V> multiGet(Collection<K> keys);

  void set(K key, V value);

  Long increment(K key);
}
