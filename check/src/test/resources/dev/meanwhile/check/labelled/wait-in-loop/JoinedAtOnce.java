// Each round begins a future and joins it at once.
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClient;
import org.springframework.web.client.RestTemplate;

class JoinedAtOnce {
  private ExecutorService pool;
  private RestTemplate rest;
  private Remote remote;
  private Admins admins;

  private Future<String> findAsync(String id) {
    return pool.submit(() -> rest.getForObject("/parts/" + id, String.class));
  }

  private Future<String> countAsync(String id) {
    return pool.submit(() -> "" + id.length());
  }

  List<String> each(List<String> ids) throws Exception {
    List<String> found = new ArrayList<>();
    for (String id : ids) { // finds: wait-in-loop
      found.add(findAsync(id).get(5, TimeUnit.SECONDS));
    }
    return found;
  }

  List<String> allBegunFirst(List<String> ids) throws Exception {
    List<Future<String>> begun = new ArrayList<>();
    for (String id : ids) {
      begun.add(findAsync(id));
    }
    List<String> found = new ArrayList<>();
    for (Future<String> each : begun) { // silent: they run at once
      found.add(each.get(5, TimeUnit.SECONDS));
    }
    return found;
  }

  List<String> nothingRemote(List<String> ids) throws Exception {
    List<String> found = new ArrayList<>();
    for (String id : ids) { // silent: nobody is asked
      found.add(countAsync(id).get());
    }
    return found;
  }

  Map<String, String> versions(List<Channel> servers) throws Exception {
    Map<String, String> versions = new HashMap<>();
    for (Channel server : servers) { // finds: wait-in-loop
      versions.put(server.toString(), remote.getVersion(server));
    }
    return versions;
  }

  void rename(List<Channel> servers) throws Exception {
    for (Channel server : servers) { // silent: a change
      remote.updateName(server);
    }
  }

  Map<String, Object> groups(List<String> groups) throws Exception {
    Map<String, Object> offsets = new HashMap<>();
    for (String group : groups) { // finds: wait-in-loop
      offsets.put(
          group,
          admins.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    }
    return offsets;
  }

  void deleteGroups(List<String> groups) throws Exception {
    for (String group : groups) { // silent: a change
      admins.admin().deleteConsumerGroups(List.of(group)).all().get();
    }
  }

  List<String> byName(String server, String names) throws Exception {
    List<String> found = new ArrayList<>();
    for (String name : names.split(",")) { // finds: wait-in-loop
      found.add(findAsync(name).get());
    }
    return found;
  }

  void shown(List<Channel> servers) throws Exception {
    for (Channel server : servers) { // silent: what is printed has an order
      getAndPrint(server);
    }
  }

  private void getAndPrint(Channel server) throws Exception {
    String version = remote.getVersion(server);
    System.out.println(version);
  }

  Map<String, Object> ofLateAdmin(List<String> groups, LateAdmins late) throws Exception {
    Map<String, Object> offsets = new HashMap<>();
    for (String group : groups) { // finds: wait-in-loop
      offsets.put(group, late.admin().describeConsumerGroups(List.of(group)).all().get());
    }
    return offsets;
  }

  Map<String, Object> ofLastAdmin(List<String> groups, LateAdmins late) throws Exception {
    Map<String, Object> offsets = new HashMap<>();
    for (String group : groups) { // silent: each round leaves its group to the next
      offsets.put(group, late.adminOf(group).describeConsumerGroups(List.of("all")).all().get());
    }
    return offsets;
  }

  static class LateAdmins {
    private volatile AdminClient admin;
    private volatile String last;

    AdminClient admin() {
      if (admin == null) {
        synchronized (this) {
          if (admin == null) {
            admin = AdminClient.create(new HashMap<>());
          }
        }
      }
      return admin;
    }

    AdminClient adminOf(String group) {
      if (last == null) {
        last = group;
      }
      return last.equals(group) ? admin : null;
    }
  }

  static class Admins {
    private AdminClient admin;

    AdminClient admin() {
      return admin;
    }
  }

  /** A protocol of one's own: requests in a table, until the answer comes. */
  static class Remote {
    private final Map<Integer, CompletableFuture<String>> open = new ConcurrentHashMap<>();

    String getVersion(Channel server) throws Exception {
      return invokeSync(server, "version", 3000);
    }

    void updateName(Channel server) throws Exception {
      invokeSync(server, "name", 3000);
    }

    private String invokeSync(Channel server, String request, long millis) throws Exception {
      return invoke(server, request).thenApply(String::trim).get(millis, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<String> invoke(Channel server, String request) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      open.put(request.hashCode(), answer);
      server.writeAndFlush(request).addListener(done -> open.remove(request.hashCode()));
      return answer;
    }
  }
}
