// A page whose parts come from several services: each part by a private method of its own.
import java.util.*;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.*;
import org.springframework.web.client.RestTemplate;

class PageOfParts {
  static class Hotel {
    String name;
    String city;
    List<String> rooms;

    Hotel(String name, String city, List<String> rooms) {}

    Hotel() {}

    void setName(String name) {}

    void setCity(String city) {}

    void setRooms(List<String> rooms) {}
  }

  record Request(String hotel, String city) {}

  private RestTemplate rest;
  private org.slf4j.Logger log;

  private String name(String hotel) {
    return rest.getForObject("http://hotels/api/names/" + hotel, String.class);
  }

  private String city(String id) {
    HttpEntity<Void> entity = new HttpEntity<>(null);
    ResponseEntity<String> answer =
        rest.exchange(
            "http://cities/api/v1/" + id,
            HttpMethod.GET,
            entity,
            new ParameterizedTypeReference<String>() {});
    return answer.getBody();
  }

  private List<String> rooms(String hotel) {
    log.info("[rooms] of {}", hotel);
    ResponseEntity<List<String>> answer =
        rest.exchange(
            "http://rooms/api/" + hotel,
            HttpMethod.GET,
            new HttpEntity<>(null),
            new ParameterizedTypeReference<List<String>>() {});
    return answer.getBody();
  }

  Hotel inLocals(Request request) {
    String name = name(request.hotel()); // finds: independent-waits
    String city = city(request.city());
    List<String> rooms = rooms(request.hotel());
    return new Hotel(name, city, rooms);
  }

  Hotel inSetters(Request request) {
    Hotel hotel = new Hotel();
    hotel.setName(name(request.hotel())); // finds: independent-waits
    hotel.setCity(city(request.city()));
    hotel.setRooms(rooms(request.hotel()));
    return hotel;
  }

  Hotel inArguments(Request request) {
    // finds: independent-waits
    return new Hotel(name(request.hotel()), city(request.city()), rooms(request.hotel()));
  }

  Map<String, Object> inAMap(Request request) {
    Map<String, Object> page = new HashMap<>();
    page.put("name", name(request.hotel())); // finds: independent-waits
    page.put("city", city(request.city()));
    page.put("rooms", rooms(request.hotel()));
    return page;
  }

  Hotel withLogsBetween(Request request) {
    log.info("hotel {}", request.hotel());
    String name = name(request.hotel()); // finds: independent-waits
    log.info("name {}", name);
    String city = city(request.city());
    log.debug("city {}", city);
    return new Hotel(name, city, List.of());
  }

  boolean inAComparison(Request one, Request other) {
    return name(one.hotel()).equals(name(other.hotel())); // finds: independent-waits
  }

  String oneAfterTheOther(String hotel) {
    String id = name(hotel); // silent: data
    return city(id);
  }

  Hotel inPartOnly(String hotel) {
    String id = name(hotel);
    String city = city(id); // finds: independent-waits
    List<String> rooms = rooms(id);
    return new Hotel(id, city, rooms);
  }
}
