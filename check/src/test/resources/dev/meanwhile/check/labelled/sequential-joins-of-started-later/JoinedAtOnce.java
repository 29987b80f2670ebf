// Futures that are joined before the next one starts.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

class JoinedAtOnce {
  private final ExecutorService pool = Executors.newFixedThreadPool(8);

  private String load(String id) {
    return id;
  }

  List<String> inOneStream(List<String> ids) {
    return ids.stream()
        .map(id ->
            CompletableFuture.supplyAsync(
                () -> load(id), pool)) // finds: sequential-joins-of-started-later
        .map(CompletableFuture::join)
        .collect(Collectors.toList());
  }

  List<String> inOneRound(List<String> ids) throws Exception {
    List<String> all = new ArrayList<>();
    for (String id : ids) {
      Future<String> future =
          pool.submit(() -> load(id)); // finds: sequential-joins-of-started-later
      all.add(future.get());
    }
    return all;
  }

  List<String> startedFirst(List<String> ids) {
    List<CompletableFuture<String>> started =
        ids.stream()
            .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool))
            .toList(); // silent: started before
    return started.stream().map(CompletableFuture::join).toList();
  }
}
