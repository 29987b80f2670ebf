package org.springframework.web.client;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

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

  public <T> ResponseEntity<T> exchange(
      String url, HttpMethod method, HttpEntity<?> request, ParameterizedTypeReference<T> type) {
    throw new UnsupportedOperationException();
  }
}
