package dev.meanwhile.check.flow;

import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;

/**
 * Libraries whose calls return a future of an answer over the network, and names by which such
 * calls of a project are known.
 */
final class RemoteNames {
  /** Types of which every method that returns a future asks over the network. */
  private static final Set<String> CLIENTS =
      Set.of(
          "java.net.http.HttpClient",
          "java.net.http.WebSocket",
          "javax.ws.rs.client.AsyncInvoker",
          "jakarta.ws.rs.client.AsyncInvoker",
          "org.apache.http.nio.client.HttpAsyncClient",
          "org.apache.http.impl.nio.client.CloseableHttpAsyncClient",
          "org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient",
          "io.vertx.ext.web.client.WebClient",
          "io.etcd.jetcd.KV",
          "io.etcd.jetcd.Lease",
          "io.etcd.jetcd.Lock",
          "io.confluent.ksql.api.client.Client",
          "com.hazelcast.spi.impl.operationservice.OperationService",
          "org.apache.ratis.client.RaftClient",
          "org.apache.ratis.client.api.AsyncApi",
          "org.apache.ratis.server.RaftServer",
          "org.apache.ratis.server.RetryCache.Entry");

  /** Such types that limit by themselves how long they wait. */
  private static final Set<String> LIMITED_CLIENTS =
      Set.of(
          "org.asynchttpclient.AsyncHttpClient",
          "org.asynchttpclient.BoundRequestBuilder",
          "io.vertx.core.eventbus.EventBus",
          "org.apache.kafka.clients.producer.Producer",
          "org.apache.kafka.clients.producer.KafkaProducer",
          "org.apache.kafka.clients.admin.Admin",
          "org.apache.kafka.clients.admin.AdminClient",
          "org.springframework.kafka.core.KafkaTemplate",
          "org.springframework.kafka.core.KafkaOperations",
          "io.lettuce.core.api.async.RedisAsyncCommands",
          "redis.clients.jedis.Pipeline",
          "com.hazelcast.spi.impl.operationservice.InvocationBuilder",
          "com.google.cloud.pubsub.v1.Publisher",
          "com.google.cloud.firestore.Firestore",
          "org.web3j.protocol.core.Request",
          "net.spy.memcached.MemcachedClient",
          "com.datastax.oss.driver.api.core.CqlSession",
          "org.eclipse.milo.opcua.sdk.client.OpcUaClient");

  /** Last words of the names of types that speak to another machine. */
  private static final Set<String> REMOTE_WORDS =
      Set.of("client", "clients", "stub", "gateway", "remote", "rpc", "http", "proxy", "endpoint");

  /** Words in the names of methods that say the same of what they do. */
  private static final Set<String> REMOTE_VERBS =
      Set.of("remote", "rpc", "http", "handshake", "upload", "download");

  /** Verbs that say it of a method that returns a future. */
  private static final Set<String> ASKING_VERBS =
      Set.of(
          "send", "request", "invoke", "publish", "fetch", "download", "upload", "ping", "connect");

  private RemoteNames() {}

  static FutureOrigin.Kind ofType(String type) {
    if (CLIENTS.contains(type)) {
      return FutureOrigin.Kind.REMOTE;
    }
    if (LIMITED_CLIENTS.contains(type)
        || type.startsWith("com.google.api.gax.rpc.")
        || (type.startsWith("software.amazon.awssdk.services.") && type.endsWith("AsyncClient"))) {
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
