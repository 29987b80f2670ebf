package org.springframework.http;

/** As much of it as the tests need. */
public class ResponseEntity<T> {
  public T getBody() {
    throw new UnsupportedOperationException();
  }
}
