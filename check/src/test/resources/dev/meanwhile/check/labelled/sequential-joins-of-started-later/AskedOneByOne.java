// A task for each element, and its result is asked for before the next one has begun; or only
// later.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

class AskedOneByOne {
  private final ExecutorService pool = Executors.newFixedThreadPool(8);

  private String load(String id) {
    return id;
  }

  List<String> joinedByALambda(List<String> ids) {
    return ids.stream()
        // finds: sequential-joins-of-started-later
        .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool))
        .map(future -> future.join())
        .collect(Collectors.toList());
  }

  List<String> filteredBetween(List<String> ids) {
    return ids.stream()
        .filter(id -> !id.isEmpty())
        // finds: sequential-joins-of-started-later
        .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool))
        .map(CompletableFuture::join)
        .toList();
  }

  List<String> inTheSameLine(List<String> ids) throws Exception {
    List<String> all = new ArrayList<>();
    for (String id : ids) {
      all.add(pool.submit(() -> load(id)).get()); // finds: sequential-joins-of-started-later
    }
    return all;
  }

  Map<String, String> intoAMap(List<String> ids) {
    Map<String, String> all = new HashMap<>();
    for (String id : ids) {
      // finds: sequential-joins-of-started-later
      CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> load(id), pool);
      all.put(id, future.join());
    }
    return all;
  }

  List<String> inTwoLoops(List<String> ids) throws Exception {
    List<Future<String>> started = new ArrayList<>();
    for (String id : ids) {
      started.add(pool.submit(() -> load(id))); // silent: started before
    }
    List<String> all = new ArrayList<>();
    for (Future<String> future : started) {
      all.add(future.get());
    }
    return all;
  }

  List<String> givenToTheNext(List<String> ids) throws Exception {
    List<String> all = new ArrayList<>();
    for (String id : ids) {
      String before = all.isEmpty() ? "" : all.get(all.size() - 1);
      Future<String> future = pool.submit(() -> load(before + id)); // silent: loop-carried
      all.add(future.get());
    }
    return all;
  }

  List<String> parallel(List<String> ids) {
    return ids.parallelStream()
        .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool)) // silent: already parallel
        .map(CompletableFuture::join)
        .toList();
  }

  List<String> twoOnly() throws Exception {
    List<String> all = new ArrayList<>();
    for (String id : List.of("left", "right")) {
      all.add(pool.submit(() -> load(id)).get()); // silent: constant
    }
    return all;
  }
}
