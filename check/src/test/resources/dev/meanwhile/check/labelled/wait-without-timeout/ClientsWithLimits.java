// What asks through libraries that have a limit by default, or through a client whose failures show
// that it has one.
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import retrofit2.Call;
import retrofit2.Response;

class ClientsWithLimits {
  private final ForkJoinPool pool = new ForkJoinPool(4);
  private final OrderProxy orderProxy = new OrderProxy();
  private final CustomerProxy customerProxy = new CustomerProxy();

  static <T> T asked(Call<T> call) throws Exception {
    Response<T> answer = call.execute();
    return answer.body();
  }

  String route(Call<String> call) throws Exception {
    return pool.submit(() -> asked(call)).get(); // silent: the library has a limit
  }

  String order(long id) {
    return orderProxy.forward(id).block(); // silent: the proxy knows of a limit
  }

  String customer(long id) {
    return customerProxy.forward(id).block(); // finds: wait-without-timeout
  }

  static class OrderProxy {
    private Instances instances;

    Mono<String> forward(long id) {
      return instances
          .ask(id)
          .onErrorResume(failure ->
              failure.getCause() instanceof TimeoutException
                  ? Mono.just("late")
                  : Mono.error(failure));
    }
  }

  static class CustomerProxy {
    private Instances instances;

    Mono<String> forward(long id) {
      return instances.ask(id);
    }
  }

  interface Instances {
    Mono<String> ask(long id);
  }
}
