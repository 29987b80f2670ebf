package dev.meanwhile.io.http;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jackson at the seam. */
@ExtendWith(LeakGuard.class)
class JsonTest {
  record User(int id, String name) {}

  private static final User ADA = new User(1, "Ada");

  private final JsonMapper json = new JsonMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Http http = Http.of(client);

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  private static RawServer answering(String body) throws IOException {
    return RawServer.answering(RawServer.answer(200, "Content-Type: application/json\r\n", body));
  }

  @Test
  void aBodyBecomesAValue() throws Exception {
    try (var server = answering("{\"id\": 1, \"name\": \"Ada\"}")) {
      User user = http.get(server.uri()).as(body -> json.readValue(body, User.class));
      assertThat(user).isEqualTo(ADA);
    }
  }

  @Test
  void aGenericTypeIsNamedInTheWayOfTheLibrary() throws Exception {
    var type = new TypeReference<Map<String, List<User>>>() {};
    try (var server = answering("{\"users\": [{\"id\": 1, \"name\": \"Ada\"}]}")) {
      Map<String, List<User>> all = http.get(server.uri()).as(body -> json.readValue(body, type));
      assertThat(all).isEqualTo(Map.of("users", List.of(ADA)));
    }
  }

  @Test
  void aValueBecomesABody() throws Exception {
    byte[] ada = json.writeValueAsBytes(ADA);
    try (var server =
        RawServer.playing(peer -> {
          peer.head();
          peer.send(RawServer.answer(200, "", new String(peer.read(ada.length))));
        })) {
      User echo =
          http.post(server.uri(), ofByteArray(ada))
              .header("Content-Type", "application/json")
              .as(body -> json.readValue(body, User.class));
      assertThat(echo).isEqualTo(ADA);
    }
  }

  @Test
  void eachLineBecomesAValue() throws Exception {
    try (var server = answering("{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Bob\"}\n");
        Stream<User> users =
            http.get(server.uri()).jsonLines(line -> json.readValue(line, User.class))) {
      assertThat(users).containsExactly(ADA, new User(2, "Bob"));
    }
  }

  @Test
  void whatIsNoJsonFailsAsTheLibrarySays() throws Exception {
    try (var server = answering("<html>")) {
      HttpCall call = http.get(server.uri());
      assertThatThrownBy(() -> call.as(body -> json.readValue(body, User.class)))
          .isInstanceOf(StreamReadException.class);
    }
  }

  @Test
  void aBodyThatBreaksOffIsAnIOExceptionThatARetryKnows() throws Exception {
    try (var server =
        RawServer.playing(peer -> {
          peer.head();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1,");
        })) {
      HttpCall call = http.get(server.uri());
      assertThatThrownBy(() -> call.as(body -> json.readValue(body, User.class)))
          .isInstanceOf(IOException.class);
    }
  }
}
