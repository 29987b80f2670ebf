package org.springframework.http;

/** As much of it as the tests need. */
public enum HttpMethod {
  GET,
  POST
}
