// Clients that are set up, but with nothing that limits connecting or reading.
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.Invocation;
import javax.ws.rs.client.WebTarget;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

class SettingsWithoutLimits {
  static class OnlyTheLease {
    private final CloseableHttpClient client;

    OnlyTheLease() {
      this.client =
          HttpClientBuilder.create()
              .setDefaultRequestConfig(
                  RequestConfig.custom().setConnectionRequestTimeout(30, TimeUnit.SECONDS).build())
              .build();
    }

    Object profile(String user) throws Exception {
      HttpGet request = new HttpGet("https://users/" + user);
      return client.execute(request, answer -> answer); // finds: wait-without-timeout
    }
  }

  static class AlsoTheAnswer {
    private final CloseableHttpClient client;

    AlsoTheAnswer() {
      RequestConfig.Builder config = RequestConfig.custom().setConnectionRequestTimeout(500);
      config.setSocketTimeout(2_000);
      this.client = HttpClientBuilder.create().setDefaultRequestConfig(config.build()).build();
    }

    Object profile(String user) throws Exception {
      // silent: reading has a limit
      return client.execute(new HttpGet("https://users/" + user), answer -> answer);
    }
  }

  static class ConfigurationOfARequest {
    private CloseableHttpClient client;

    HttpResponse empty(String url) throws Exception {
      HttpGet request = null;
      try (CloseableHttpClient open =
          Optional.ofNullable(this.client).orElseGet(HttpClients::createDefault)) {
        RequestConfig.Builder config = RequestConfig.custom();
        config.setProxy(new HttpHost("proxy"));
        request = new HttpGet(url);
        request.setConfig(config.build());
        return open.execute(request); // finds: wait-without-timeout
      }
    }

    HttpResponse copied(String url) throws Exception {
      HttpGet request = new HttpGet(url);
      request.setConfig(
          RequestConfig.copy(RequestConfig.DEFAULT).setRedirectsEnabled(false).build());
      return HttpClients.createDefault().execute(request); // finds: wait-without-timeout
    }

    HttpResponse limited(String url, int millis) throws Exception {
      HttpGet request = new HttpGet(url);
      RequestConfig.Builder config = RequestConfig.custom();
      config.setSocketTimeout(millis);
      request.setConfig(config.build());
      // silent: reading has a limit
      return HttpClients.createDefault().execute(request);
    }

    HttpResponse given(String url, RequestConfig config) throws Exception {
      HttpGet request = new HttpGet(url);
      request.setConfig(RequestConfig.copy(config).setRedirectsEnabled(false).build());
      // silent: nobody knows what is copied
      return HttpClients.createDefault().execute(request);
    }

    void setClient(CloseableHttpClient client) {
      this.client = client;
    }
  }

  static class Notifier {
    private RestTemplate restTemplate;

    Notifier(RestTemplate restTemplate) {
      this.restTemplate = restTemplate;
    }

    void tell(String what) {
      restTemplate.postForObject(
          "https://chat/hook", what, Void.class); // finds: wait-without-timeout
    }

    void setRestTemplate(RestTemplate restTemplate) {
      this.restTemplate = restTemplate;
    }
  }

  static class TimedNotifier {
    private RestTemplate restTemplate;

    TimedNotifier(RestTemplate restTemplate) {
      this.restTemplate = restTemplate;
    }

    void tell(String what) {
      // silent: what makes it sets a limit
      restTemplate.postForObject("https://chat/hook", what, Void.class);
    }
  }

  static class Configuration {
    Notifier notifier(String proxy) {
      return new Notifier(made(proxy));
    }

    TimedNotifier timed() {
      return new TimedNotifier(limited());
    }

    private static RestTemplate made(String proxy) {
      RestTemplate restTemplate = new RestTemplate();
      if (proxy != null) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        builder.setProxy(new HttpHost(proxy));
        restTemplate.setRequestFactory(new HttpComponentsClientHttpRequestFactory(builder.build()));
      }
      return restTemplate;
    }

    private static RestTemplate limited() {
      RestTemplate made = new RestTemplate();
      HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory();
      factory.setReadTimeout(2_000);
      made.setRequestFactory(factory);
      return made;
    }
  }

  static class Words {
    private WebTarget target;

    void begin() {
      Client client = ClientBuilder.newClient();
      target = client.target("http://words");
    }

    class Search {
      String answer(Integer many) {
        WebTarget here = target.queryParam("search", "word");
        if (many != null) {
          here = here.queryParam("many", many);
        }
        Invocation.Builder request = here.request("text/plain");
        return request.get(String.class); // finds: wait-without-timeout
      }
    }
  }
}
