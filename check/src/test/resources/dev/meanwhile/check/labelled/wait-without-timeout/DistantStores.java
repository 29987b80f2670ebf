// Answers of classes of other modules that keep on other machines what they are asked for.
import com.example.async.FutureUtil;
import com.example.coordination.LeaderElection;
import com.example.coordination.LockManager;
import com.example.metadata.MetadataCache;
import com.example.orders.AuthorizationService;
import com.example.orders.Configurations;
import com.example.orders.OrderAdmin;
import com.example.orders.OrderClient;
import com.example.orders.OrderResources;
import com.example.orders.Orders;
import com.example.store.MessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

class DistantStores {
  private OrderResources resources;
  private Orders orders;
  private LockManager<String> locks;
  private LeaderElection<String> leaders;
  private MetadataCache<String> quotas;
  private AuthorizationService authorization;
  private OrderAdmin admin;
  private OrderClient client;
  private MessageStore messages;
  private Configurations configurations;

  String resource(long id) throws Exception {
    return resources.getOrderAsync(id).get(); // finds: wait-without-timeout
  }

  String ofAGetter(long id) {
    return orders
        .resources()
        .getOrderResources()
        .getOrder(id)
        .join(); // finds: wait-without-timeout
  }

  void allOf(List<Long> ids) {
    List<CompletableFuture<Void>> deleted = new ArrayList<>();
    for (long id : ids) {
      deleted.add(resources.deleteOrder(id));
    }
    FutureUtil.waitForAll(deleted).join(); // finds: wait-without-timeout
  }

  List<String> held() {
    return locks.listLocks("/orders").join(); // finds: wait-without-timeout
  }

  String leader() {
    return leaders.readCurrentLeader().join(); // finds: wait-without-timeout
  }

  String quota(String of) {
    return quotas.readModifyUpdate(of, quota -> quota).join(); // finds: wait-without-timeout
  }

  boolean may(String who) {
    return authorization.allowAsync(who).join(); // finds: wait-without-timeout
  }

  String throughAMethod(long id) {
    return kept(id).thenApply(String::strip).join(); // finds: wait-without-timeout
  }

  private CompletableFuture<String> kept(long id) {
    return resources.getOrder(id);
  }

  String whoseFailureIsCaught(long id) {
    try {
      return admin.orders(id).get(); // finds: wait-without-timeout
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  String ofWhatAClientHandsOut(long id) {
    return client.orders().byId(id).join(); // finds: wait-without-timeout
  }

  String downloaded(String name) {
    try {
      return orders.packages().download(name).get(); // finds: wait-without-timeout
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void closed() {
    resources.closeAsync().join(); // silent: ends what there is in this process
    client.shutdown().join(); // silent: the same
  }

  void start() {
    quotas.create("all", "none").join(); // silent: nobody waits for it yet
  }

  void stored(String message) {
    messages.asyncPutMessage(message).join(); // silent: mostly a store of this machine
  }

  String configured() {
    return configurations.current().join(); // silent: nothing says where they are
  }

  String perhaps(long id, CompletableFuture<String> other) {
    try {
      return admin.findOrder(id).get()
          + other.get(); // silent: an Optional by its name, and a future of others
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  String maybe(long id) {
    return admin.orders(id).get(); // silent: may be an Optional
  }
}
