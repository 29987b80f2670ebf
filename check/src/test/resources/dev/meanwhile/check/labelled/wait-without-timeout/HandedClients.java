// The class that hands them out.
import io.etcd.jetcd.Lease;
import java.util.Map;

class HandedClients {
  private Map<String, Lease> byCluster;

  Map<String, Lease> all() {
    return byCluster;
  }
}
