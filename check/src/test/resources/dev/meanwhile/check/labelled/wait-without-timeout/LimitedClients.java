// Promises that a client's callback completes: of a client that is made with a limit, and of one
// without.
import com.example.http.AsyncClient;
import com.example.http.AsyncClients;
import com.example.http.ReactorConfig;
import java.util.concurrent.CompletableFuture;

class LimitedClients {
  static class MachineClient {
    private final AsyncClient httpClient;

    MachineClient() {
      ReactorConfig config = ReactorConfig.custom().setSoTimeout(10_000).build();
      httpClient = AsyncClients.custom().setReactorConfig(config).build();
    }

    String rules(String machine) throws Exception {
      return fetchRules(machine).thenApply(String::strip).get(); // silent: ten seconds
    }

    private CompletableFuture<String> fetchRules(String machine) {
      var answer = new CompletableFuture<String>();
      httpClient.execute("http://" + machine + "/rules", answer::complete);
      return answer;
    }
  }

  static class UnlimitedMachineClient {
    private final AsyncClient httpClient = AsyncClients.createDefault();

    String rules(String machine) throws Exception {
      return fetchRules(machine).thenApply(String::strip).get(); // finds: wait-without-timeout
    }

    private CompletableFuture<String> fetchRules(String machine) {
      var answer = new CompletableFuture<String>();
      httpClient.execute("http://" + machine + "/rules", answer::complete);
      return answer;
    }
  }
}
