// Two futures in a row, each joined where it is begun.
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.sourcelab.kafka.connect.apiclient.KafkaConnectClient;
import org.springframework.web.client.RestTemplate;

class JoinedAtOnce {
  private ExecutorService pool;
  private RestTemplate rest;
  private KafkaConnectClient connect;

  private Future<String> findName(String id) {
    return pool.submit(() -> rest.getForObject("/names/" + id, String.class));
  }

  private Future<String> findPlace(String id) {
    return pool.submit(() -> rest.getForObject("/places/" + id, String.class));
  }

  private Future<String> saveName(String id) {
    return pool.submit(() -> rest.postForObject("/names/" + id, id, String.class));
  }

  String both(String id) throws Exception {
    String name = findName(id).get(); // finds: independent-waits
    String place = findPlace(id).get();
    return name + place;
  }

  String begunFirst(String id) throws Exception {
    Future<String> name = findName(id);
    Future<String> place = findPlace(id);
    return name.get() + place.get(); // silent: they run at once
  }

  String afterChange(String id) throws Exception {
    String name = saveName(id).get(); // silent: what is asked may have changed
    String place = findPlace(id).get();
    return name + place;
  }

  String connector(String name) {
    Object connector = connect.getConnector(name); // finds: independent-waits
    Object status = connect.getConnectorStatus(name);
    return connector + " " + status;
  }

  String restarted(String name) {
    connect.restartConnector(name); // silent: the status after it
    Object status = connect.getConnectorStatus(name);
    return "" + status;
  }
}
