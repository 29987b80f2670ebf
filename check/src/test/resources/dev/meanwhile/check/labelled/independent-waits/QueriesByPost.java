// A question that is too long for a path is posted; the name of the method says that it only asks.
import java.util.*;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.*;
import org.springframework.web.client.RestTemplate;

class QueriesByPost {
  static class Answer<T> {
    int status;
    T data;

    int getStatus() {
      return status;
    }

    T getData() {
      return data;
    }
  }

  static class Query {
    String from;
    String to;
    int type;

    void setFrom(String from) {
      this.from = from;
    }

    void setTo(String to) {
      this.to = to;
    }

    void setType(int type) {
      this.type = type;
    }
  }

  static class Unit {
    int first;
    int second;

    void setFirst(int first) {
      this.first = first;
    }

    void setSecond(int second) {
      this.second = second;
    }
  }

  private RestTemplate rest;
  private org.slf4j.Logger log;

  private int getSeatsLeft(String from, String to, int type) {
    Query query = new Query();
    String start = queryStation(from); // finds: independent-waits
    String end = queryStation(to);
    query.setFrom(start);
    query.setTo(end);
    query.setType(type);
    log.info("query is {}", query.toString());
    HttpEntity<Query> entity = new HttpEntity<>(query);
    ResponseEntity<Answer<Integer>> answer =
        rest.exchange(
            "http://seats/api/v1/left_tickets",
            HttpMethod.POST,
            entity,
            new ParameterizedTypeReference<Answer<Integer>>() {});
    return answer.getBody().getData();
  }

  private String queryStation(String name) {
    HttpEntity<Void> entity = new HttpEntity<>(null);
    ResponseEntity<Answer<String>> answer =
        rest.exchange(
            "http://stations/api/v1/id/" + name,
            HttpMethod.GET,
            entity,
            new ParameterizedTypeReference<Answer<String>>() {});
    return answer.getBody().getData();
  }

  Unit unit(String from, String to) {
    Unit unit = new Unit();
    int first = getSeatsLeft(from, to, 1); // finds: independent-waits
    int second = getSeatsLeft(from, to, 2);
    unit.setFirst(first);
    unit.setSecond(second);
    return unit;
  }

  List<String> bothShops(String day) {
    ArrayList<String> all = new ArrayList<>();
    HttpEntity<String> entity = new HttpEntity<>(day);
    ResponseEntity<Answer<List<String>>> answer =
        // finds: independent-waits
        rest.exchange(
            "http://one/api/v1/orders",
            HttpMethod.GET,
            entity,
            new ParameterizedTypeReference<Answer<List<String>>>() {});
    Answer<List<String>> result = answer.getBody();
    if (result.getStatus() == 1) {
      log.info("one");
      all.addAll(result.getData());
    } else {
      log.error("none");
    }
    entity = new HttpEntity<>("all " + day);
    ResponseEntity<Answer<List<String>>> other =
        rest.exchange(
            "http://two/api/v1/orders",
            HttpMethod.GET,
            entity,
            new ParameterizedTypeReference<Answer<List<String>>>() {});
    result = other.getBody();
    if (result.getStatus() == 1) {
      all.addAll(result.getData());
    }
    return all;
  }

  private String pay(String order) {
    return rest.postForObject("http://pay/api/v1/bookings", order, String.class);
  }

  String payTwice(String one, String other) {
    String first = pay(one); // silent: effect
    String second = pay(other);
    return first + second;
  }

  private String getToken(String user) {
    rest.postForObject("http://audit/log", user, Void.class);
    return rest.getForObject("http://tokens/" + user, String.class);
  }

  String tokens(String one, String other) {
    String first = getToken(one); // silent: effect
    String second = getToken(other);
    return first + second;
  }

  String oneValueAfterTheOther(String id) {
    String value = queryStation(id); // silent: data
    value = queryStation(value);
    return value;
  }

  String twoValuesOfOneVariable(String id, String other) {
    String value = queryStation(id); // finds: independent-waits
    log.info("first {}", value);
    String shown = value.trim();
    value = queryStation(other);
    return shown + value;
  }
}
