package org.springframework.http;

/** As much of it as the tests need. */
public class HttpEntity<T> {
  public HttpEntity(T body) {}
}
