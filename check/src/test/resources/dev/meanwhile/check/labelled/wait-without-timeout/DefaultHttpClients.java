// Clients of HTTP libraries as they come: they connect and read for ever.
import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.WebTarget;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.fluent.Request;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

class DefaultHttpClients {
  static class Field {
    private final RestTemplate rest = new RestTemplate();

    String rate(String currency) {
      return rest.getForObject(
          "http://rates/" + currency, String.class); // finds: wait-without-timeout
    }

    void tell(Object order) {
      rest.postForEntity("http://orders", order, String.class); // finds: wait-without-timeout
    }
  }

  static class InTheConstructor {
    private final RestTemplate rest;

    InTheConstructor() {
      this.rest = new RestTemplate();
    }

    String city(long id) {
      // finds: wait-without-timeout
      return rest.getForEntity("http://cities/" + id, String.class).getBody();
    }
  }

  static class WithAFactory {
    private final RestTemplate rest;

    WithAFactory() {
      var factory = new SimpleClientHttpRequestFactory();
      factory.setReadTimeout(2000);
      this.rest = new RestTemplate(factory);
    }

    String city(long id) {
      // silent: the factory has a limit
      return rest.getForEntity("http://cities/" + id, String.class).getBody();
    }
  }

  static class WithAFactoryLater {
    private final RestTemplate rest = new RestTemplate();

    void prepare(SimpleClientHttpRequestFactory factory) {
      rest.setRequestFactory(factory);
    }

    String city(long id) {
      return rest.getForObject(
          "http://cities/" + id, String.class); // silent: the factory may have a limit
    }
  }

  static class GivenFromElsewhere {
    private final org.springframework.web.client.RestOperations rest;

    GivenFromElsewhere(org.springframework.web.client.RestOperations rest) {
      this.rest = rest;
    }

    String city(long id) {
      return rest.getForObject(
          "http://cities/" + id, String.class); // silent: nobody knows how it is made
    }
  }

  static class ForOneCall {
    String call(String phone) {
      RestTemplate rest = new RestTemplate();
      return rest.getForObject(
          "http://phones/" + phone, String.class); // finds: wait-without-timeout
    }

    String fluent(String phone) {
      // finds: wait-without-timeout
      return RestClient.create().get().uri("http://phones/" + phone).retrieve().body(String.class);
    }
  }

  static class Apache {
    private static final CloseableHttpClient CLIENT = HttpClients.createDefault();
    private static final CloseableHttpClient LIMITED =
        HttpClientBuilder.create()
            .setDefaultRequestConfig(RequestConfig.custom().setSocketTimeout(500).build())
            .build();

    int post(String url) throws Exception {
      HttpPost request = new HttpPost(url);
      request.setHeader("Accept", "text/plain");
      HttpResponse answer = CLIENT.execute(request); // finds: wait-without-timeout
      return answer.getStatusLine().getStatusCode();
    }

    int inATry(String url) throws Exception {
      try (CloseableHttpClient client = HttpClientBuilder.create().build();
          CloseableHttpResponse answer =
              client.execute(new HttpGet(url))) { // finds: wait-without-timeout
        return answer.getStatusLine().getStatusCode();
      }
    }

    int limited(String url) throws Exception {
      // silent: the client has a limit
      return LIMITED.execute(new HttpGet(url)).getStatusLine().getStatusCode();
    }

    int limitedRequest(String url, RequestConfig config) throws Exception {
      HttpGet request = new HttpGet(url);
      request.setConfig(config);
      // silent: the request has a limit
      return CLIENT.execute(request).getStatusLine().getStatusCode();
    }
  }

  static class Jaxrs {
    String popular(int many) {
      Client client = ClientBuilder.newClient();
      WebTarget target = client.target("http://words").path("popular/" + many);
      return target.request().get(String.class); // finds: wait-without-timeout
    }

    String limited(int many) {
      Client client =
          ClientBuilder.newBuilder().readTimeout(2, java.util.concurrent.TimeUnit.SECONDS).build();
      // silent: the client has a limit
      return client.target("http://words").request().get(String.class);
    }

    String byProperty(int many) {
      Client client = ClientBuilder.newClient();
      client.property("jersey.config.client.readTimeout", 500);
      // silent: a property is the limit
      return client.target("http://words").request().get(String.class);
    }
  }

  String fluent(String url) throws Exception {
    return Request.Get(url) // finds: wait-without-timeout
        .connectTimeout(1_000)
        .execute()
        .returnContent()
        .asString();
  }

  String fluentInTime(String url) throws Exception {
    return Request.Get(url)
        .connectTimeout(1_000)
        .socketTimeout(3_000)
        .execute() // silent: it has a limit for the answer
        .returnContent()
        .asString();
  }
}
