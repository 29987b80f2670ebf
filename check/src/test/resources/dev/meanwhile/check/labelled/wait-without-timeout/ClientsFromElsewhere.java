// Clients that another class hands out, whose types this file does not name.
import java.util.Map;
import java.util.concurrent.TimeUnit;

class ClientsFromElsewhere {
  private HandedClients clients;

  Object list(String cluster) throws Exception {
    return clients.all().get(cluster).grant(10).get(); // finds: wait-without-timeout
  }

  Object listInTime(String cluster) throws Exception {
    return clients.all().get(cluster).grant(10).get(5, TimeUnit.SECONDS); // silent: limited
  }

  Object plainMap(Map<String, Object> kept, String key) {
    return kept.get(key); // silent: a map
  }
}
