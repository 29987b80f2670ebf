package org.springframework.web.client;

import org.springframework.http.HttpMethod;

/** As much of it as the tests need. */
public class RestTemplate {
  public <T> T getForObject(String url, Class<T> type, Object... variables) {
    throw new UnsupportedOperationException();
  }

  public <T> T postForObject(String url, Object request, Class<T> type, Object... variables) {
    throw new UnsupportedOperationException();
  }

  public <T> T exchange(String url, HttpMethod method, Object request, Class<T> type) {
    throw new UnsupportedOperationException();
  }
}
