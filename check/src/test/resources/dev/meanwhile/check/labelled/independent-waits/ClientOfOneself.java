// A client of one's own around a template: it counts, traces and tries again, and callers only ask.
import java.util.*;
import org.springframework.http.*;
import org.springframework.web.client.RestTemplate;

class ClientOfOneself {
  static class Span {
    static Span of(String name) {
      return new Span();
    }

    void tag(String key, Object value) {}

    void end() {}
  }

  static class Host {
    String url;
  }

  static class Item {
    String key;

    String getKey() {
      return key;
    }
  }

  static class Release {
    String text;

    String getText() {
      return text;
    }
  }

  static class Settings {
    Map<String, String> all;
    List<String> keys;
    int changed;

    void setAll(Map<String, String> all) {
      this.all = all;
    }

    void setKeys(List<String> keys) {
      this.keys = keys;
    }

    void setChanged(int changed) {
      this.changed = changed;
    }
  }

  interface Hosts {
    List<Host> all(String env);
  }

  static class RetryingTemplate {
    private RestTemplate template;
    private Hosts locator;

    <T> T get(String env, String path, Class<T> type) {
      return execute(HttpMethod.GET, env, path, null, type);
    }

    <T> T post(String env, String path, Object body, Class<T> type) {
      return execute(HttpMethod.POST, env, path, body, type);
    }

    private <T> T execute(HttpMethod method, String env, String path, Object body, Class<T> type) {
      Tracing.begin("request", path);
      List<Host> hosts = locator.all(env);
      for (Host host : hosts) {
        try {
          T result = template.exchange(host.url + path, method, body, type);
          Tracing.end("ok");
          return result;
        } catch (RuntimeException failed) {
          Tracing.end(failed.getMessage());
        }
      }
      throw new IllegalStateException("no host answers");
    }
  }

  static class ItemApi {
    private RetryingTemplate template;

    List<Item> findItems(String env, String name) {
      return Arrays.asList(template.get(env, "/items/" + name, Item[].class));
    }

    List<Item> findDropped(String env, String name) {
      return Arrays.asList(template.get(env, "/dropped/" + name, Item[].class));
    }

    Item createItem(String env, Item item) {
      return template.post(env, "/items", item, Item.class);
    }
  }

  static class ReleaseApi {
    private RetryingTemplate template;

    Release loadLatest(String env, String name) {
      return template.get(env, "/releases/" + name, Release.class);
    }
  }

  private ItemApi items;
  private ReleaseApi releases;

  Settings settings(String env, String name) {
    Settings settings = new Settings();
    List<String> keys = new LinkedList<>();
    settings.setKeys(keys);
    Release latest;
    Map<String, String> released = new HashMap<>();
    latest = releases.loadLatest(env, name); // finds: independent-waits
    if (latest != null) {
      released = parse(latest.getText());
    }
    List<Item> now = items.findItems(env, name);
    int changed = 0;
    for (Item item : now) {
      if (!released.containsKey(item.getKey())) {
        changed++;
      }
      keys.add(item.getKey());
    }
    Map<String, Item> dropped = new HashMap<>();
    items.findDropped(env, name).forEach(item -> dropped.put(item.getKey(), item));
    settings.setChanged(changed + dropped.size());
    return settings;
  }

  private Map<String, String> parse(String text) {
    return new HashMap<>(Map.of("text", text));
  }

  List<Item> createThenFind(String env, String name, Item item) {
    Item created = items.createItem(env, item); // silent: effect
    List<Item> all = items.findItems(env, name);
    return created == null ? List.of() : all;
  }
}
