package dev.meanwhile.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import dev.meanwhile.examples.shop.ShopService.NotFound;
import dev.meanwhile.examples.shop.ShopService.SoldOut;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What is answered: JSON, whole. */
record Reply(int status, byte[] body) {
  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

  static Reply ok(Object value) {
    return json(200, value);
  }

  /** What a client is told about a failure. */
  static Reply failed(Exception failure) {
    int status =
        switch (failure) {
          case IllegalArgumentException _ -> 400;
          case NotFound _ -> 404;
          case SoldOut _ -> 409;
          default -> 500;
        };
    if (status == 500) {
      LOG.warn("a request failed", failure);
    }
    String message = status == 500 ? "something is broken" : failure.getMessage();
    return json(status, Map.of("error", message));
  }

  private static Reply json(int status, Object value) {
    return new Reply(status, JsonMapper.shared().writeValueAsBytes(value));
  }

  void sendTo(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
