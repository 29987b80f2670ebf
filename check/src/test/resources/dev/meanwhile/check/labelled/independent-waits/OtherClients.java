// The same page with other clients of HTTP, and with a helper that everybody calls.
import com.baomidou.mybatisplus.extension.service.IService;
import io.micronaut.http.client.annotation.Client;
import java.util.*;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.client.CloseableHttpClient;

class OtherClients {
  @Client("/weather")
  interface Weather {
    String getNow(String city);

    void saveNow(String city);
  }

  static class Town {
    Long id;
  }

  interface Towns extends IService<Town> {}

  static class Calls {
    static CloseableHttpClient apache;
    static OkHttpClient ok;

    static String doGet(String url) throws Exception {
      HttpGet get = new HttpGet(url);
      return text(apache.execute(get));
    }

    static String doPost(String url) throws Exception {
      HttpPost post = new HttpPost(url);
      return text(apache.execute(post));
    }

    static String ask(String url) throws Exception {
      Request request = new Request.Builder().url(url).build();
      return text(ok.newCall(request).execute());
    }

    private static String text(Object answer) {
      return String.valueOf(answer);
    }
  }

  private Weather weather;
  private Towns towns;

  Map<String, String> byAHelper(String city) throws Exception {
    Map<String, String> page = new HashMap<>();
    page.put("map", Calls.doGet("http://maps/" + city)); // finds: independent-waits
    page.put("news", Calls.doGet("http://news/" + city));
    return page;
  }

  String byABuilder(String city) throws Exception {
    String map = Calls.ask("http://maps/" + city); // finds: independent-waits
    String news = Calls.ask("http://news/" + city);
    return map + news;
  }

  String byAnInterface(String one, String other) {
    String first = weather.getNow(one); // finds: independent-waits
    String second = weather.getNow(other);
    return first + second;
  }

  Object byAService(Long region) {
    List<Town> large = towns.lambdaQuery().eq(Town::id, region).list(); // finds: independent-waits
    long all = towns.lambdaQuery().count();
    return Arrays.asList(large, all);
  }

  String posted(String city) throws Exception {
    String order = Calls.doPost("http://orders/" + city); // silent: effect
    String news = Calls.doGet("http://news/" + city);
    return order + news;
  }

  String savedBetween(String one, String other) {
    String first = weather.getNow(one); // silent: effect
    weather.saveNow(first);
    return first + weather.getNow(other);
  }
}
