package org.springframework.data.redis.core;

/** As much of it as the tests need. */
public class StringRedisTemplate {
  public ValueOperations<String, String> opsForValue() {
    throw new UnsupportedOperationException();
  }

  public Boolean hasKey(String key) {
    throw new UnsupportedOperationException();
  }

  public Boolean delete(String key) {
    throw new UnsupportedOperationException();
  }
}
