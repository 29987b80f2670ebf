package dev.meanwhile.check.flow;

import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Libraries whose calls return a future of an answer over the network, and names by which such
 * calls of a project are known.
 */
final class RemoteNames {
  /** Types of which every method that returns a future asks over the network. */
  private static final Map<String, FutureOrigin.Kind> CLIENTS =
      Map.ofEntries(
          Map.entry("java.net.http.HttpClient", FutureOrigin.Kind.REMOTE),
          Map.entry("java.net.http.WebSocket", FutureOrigin.Kind.REMOTE),
          Map.entry("javax.ws.rs.client.AsyncInvoker", FutureOrigin.Kind.REMOTE),
          Map.entry("jakarta.ws.rs.client.AsyncInvoker", FutureOrigin.Kind.REMOTE),
          Map.entry("org.asynchttpclient.AsyncHttpClient", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.asynchttpclient.BoundRequestBuilder", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("org.apache.http.nio.client.HttpAsyncClient", FutureOrigin.Kind.REMOTE),
          Map.entry(
              "org.apache.http.impl.nio.client.CloseableHttpAsyncClient", FutureOrigin.Kind.REMOTE),
          Map.entry(
              "org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient",
              FutureOrigin.Kind.REMOTE),
          Map.entry("io.vertx.ext.web.client.WebClient", FutureOrigin.Kind.REMOTE),
          Map.entry("io.vertx.core.eventbus.EventBus", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.apache.kafka.clients.producer.Producer", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.apache.kafka.clients.producer.KafkaProducer",
              FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("org.apache.kafka.clients.admin.Admin", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.apache.kafka.clients.admin.AdminClient", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.springframework.kafka.core.KafkaTemplate", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.springframework.kafka.core.KafkaOperations",
              FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "io.lettuce.core.api.async.RedisAsyncCommands", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("redis.clients.jedis.Pipeline", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("io.etcd.jetcd.KV", FutureOrigin.Kind.REMOTE),
          Map.entry("io.etcd.jetcd.Lease", FutureOrigin.Kind.REMOTE),
          Map.entry("io.etcd.jetcd.Lock", FutureOrigin.Kind.REMOTE),
          Map.entry(
              "com.hazelcast.spi.impl.operationservice.OperationService", FutureOrigin.Kind.REMOTE),
          Map.entry(
              "com.hazelcast.spi.impl.operationservice.InvocationBuilder",
              FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("com.google.cloud.pubsub.v1.Publisher", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("com.google.cloud.firestore.Firestore", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("org.web3j.protocol.core.Request", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry("net.spy.memcached.MemcachedClient", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "com.datastax.oss.driver.api.core.CqlSession", FutureOrigin.Kind.LIMITED_BY_DEFAULT),
          Map.entry(
              "org.eclipse.milo.opcua.sdk.client.OpcUaClient",
              FutureOrigin.Kind.LIMITED_BY_DEFAULT));

  /** Last words of the names of types that speak to another machine. */
  private static final Set<String> REMOTE_WORDS =
      Set.of("client", "clients", "stub", "gateway", "remote", "rpc", "http", "proxy", "endpoint");

  /** Words in the names of methods that say the same of what they do. */
  private static final Set<String> REMOTE_VERBS = Set.of("remote", "rpc", "http", "handshake");

  /** Verbs that say it of a method that returns a future. */
  private static final Set<String> ASKING_VERBS =
      Set.of(
          "send", "request", "invoke", "publish", "fetch", "download", "upload", "ping", "connect");

  private RemoteNames() {}

  static FutureOrigin.Kind ofType(String type) {
    FutureOrigin.Kind known = CLIENTS.get(type);
    if (known != null) {
      return known;
    }
    if (type.startsWith("software.amazon.awssdk.services.") && type.endsWith("AsyncClient")) {
      return FutureOrigin.Kind.LIMITED_BY_DEFAULT;
    }
    if (type.startsWith("io.grpc.") || type.endsWith("FutureStub")) {
      return FutureOrigin.Kind.REMOTE;
    }
    return FutureOrigin.Kind.UNKNOWN;
  }

  /** Whether the name of a type says that its objects speak to another machine. */
  static boolean isRemote(String simpleName) {
    return Verbs.words(simpleName).stream().anyMatch(REMOTE_WORDS::contains);
  }

  /** Whether the name of a method that returns a future says that it asks another machine. */
  static boolean isRemoteMethod(String name) {
    List<String> words = Verbs.words(name);
    return words.stream().anyMatch(REMOTE_VERBS::contains)
        || (words.contains("async") && words.stream().anyMatch(ASKING_VERBS::contains));
  }
}
