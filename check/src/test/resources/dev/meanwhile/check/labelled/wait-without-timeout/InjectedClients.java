// A client that a container makes and injects: what its factory method sets, holds for all.
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestTemplate;

class InjectedClients {
  static class Configuration {
    @Bean
    RestTemplate restTemplate() {
      return new RestTemplate();
    }
  }

  static class Stock {
    private final RestTemplate restTemplate;

    Stock(RestTemplate restTemplate) {
      this.restTemplate = restTemplate;
    }

    Integer count(String item) {
      return restTemplate.getForObject(
          "http://stock/" + item, Integer.class); // finds: wait-without-timeout
    }
  }

  static class Prices {
    @org.springframework.beans.factory.annotation.Autowired private RestTemplate restTemplate;

    Integer of(String item) {
      return restTemplate.getForObject(
          "http://prices/" + item, Integer.class); // finds: wait-without-timeout
    }
  }
}
