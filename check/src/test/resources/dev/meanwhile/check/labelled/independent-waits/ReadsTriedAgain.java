// Reads that are tried again after a pause, of keys and of nodes.
import java.util.List;
import org.apache.zookeeper.ZooKeeper;
import redis.clients.jedis.JedisPooled;

class ReadsTriedAgain {
  private JedisPooled redis;
  private ZooKeeper zooKeeper;

  record Page(String title, String text) {}

  record State(byte[] leader, byte[] epoch) {}

  private String read(String key) {
    for (int i = 0; i < 3; i++) {
      try {
        return redis.get(key);
      } catch (RuntimeException e) {
        pause(e);
        try {
          Thread.sleep(10);
        } catch (InterruptedException f) {
          throw new IllegalStateException(f);
        }
      }
    }
    throw new IllegalStateException(key);
  }

  private static void pause(RuntimeException e) {
    if (e instanceof IllegalArgumentException) {
      throw e;
    }
  }

  private String readPolitely(String key) throws InterruptedException {
    Thread.sleep(10);
    return redis.get(key);
  }

  Page page(String id) {
    String title = read("title:" + id); // finds: independent-waits
    String text = read("text:" + id);
    return new Page(title, text);
  }

  Page pageBySlowReads(String id) throws InterruptedException {
    String title = readPolitely("title:" + id);
    String text = readPolitely("text:" + id);
    return new Page(title, text);
  }

  State state() throws Exception {
    byte[] leader = zooKeeper.getData("/leader", false, null); // finds: independent-waits
    byte[] epoch = zooKeeper.getData("/epoch", false, null);
    return new State(leader, epoch);
  }

  byte[] reset() throws Exception {
    zooKeeper.delete("/epoch", -1);
    return zooKeeper.getData("/leader", false, null);
  }

  record Keys(List<String> one, List<String> other) {}

  @FunctionalInterface
  interface KeyMapper {
    List<String> getKeys(String table);
  }

  Keys keys(KeyMapper mapper) {
    List<String> one = mapper.getKeys("one");
    List<String> other = mapper.getKeys("other");
    return new Keys(one, other);
  }
}
