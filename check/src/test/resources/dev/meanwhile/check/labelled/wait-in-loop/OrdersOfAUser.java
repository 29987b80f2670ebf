// Orders, each with its parts from other tables: the loop of nearly every shop.
import java.util.*;
import java.util.stream.*;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.RestTemplate;

class OrdersOfAUser {
  static class Order {
    Integer id;
    Integer shop;

    Integer getId() {
      return id;
    }

    Integer getShop() {
      return shop;
    }

    void setShopName(String name) {}
  }

  static class Part {
    String name;

    String getName() {
      return name;
    }
  }

  static class Shop {
    Integer id;
    String name;

    String getName() {
      return name;
    }

    Integer getId() {
      return id;
    }
  }

  static class Query {
    Query and(String column, Object value) {
      return this;
    }
  }

  interface OrderMapper {
    List<Order> selectByUser(Integer user);

    int updateById(Order order);
  }

  interface PartMapper {
    List<Part> selectByOrder(Integer order);

    Part selectByPrimaryKey(Integer id);

    int insert(Part part);
  }

  interface ShopMapper {
    Shop selectById(Integer id);

    List<Shop> selectAll();
  }

  static class PartService {
    @Autowired private PartMapper mapper;

    List<Part> queryByOrder(Integer order) {
      Query query = new Query();
      query.and("order", order);
      return mapper.selectByOrder(order);
    }
  }

  @Autowired private OrderMapper orderMapper;
  @Autowired private PartMapper partMapper;
  @Autowired private ShopMapper shopMapper;
  @Autowired private PartService partService;
  private RestTemplate rest;
  private org.slf4j.Logger log;
  private final Map<Integer, Shop> known = new HashMap<>();

  List<Map<String, Object>> list(Integer user) {
    List<Order> orders = orderMapper.selectByUser(user);
    List<Map<String, Object>> views = new ArrayList<>(orders.size());
    for (Order order : orders) { // finds: wait-in-loop
      Map<String, Object> view = new HashMap<>();
      view.put("id", order.getId());
      Shop shop = shopMapper.selectById(order.getShop());
      if (shop != null) {
        view.put("shop", shop.getName());
      } else {
        view.put("shop", "gone");
      }
      List<Part> parts = partService.queryByOrder(order.getId());
      List<Map<String, Object>> partViews = new ArrayList<>(parts.size());
      for (Part part : parts) {
        Map<String, Object> partView = new HashMap<>();
        partView.put("name", part.getName());
        partViews.add(partView);
      }
      view.put("parts", partViews);
      views.add(view);
    }
    return views;
  }

  void names(List<Order> orders) {
    for (Order order : orders) { // finds: wait-in-loop
      Shop shop = shopMapper.selectById(order.getShop());
      order.setShopName(shop.getName());
    }
  }

  List<Order> namesInAStream(List<Order> orders) {
    return orders.stream()
        .peek(order ->
            order.setShopName(
                shopMapper.selectById(order.getShop()).getName())) // finds: wait-in-loop
        .collect(Collectors.toList());
  }

  List<List<Part>> withContinue(List<Order> orders) {
    List<List<Part>> all = new ArrayList<>();
    for (Order order : orders) { // finds: wait-in-loop
      if (order.getId() == null) {
        log.warn("no id");
        continue;
      }
      List<Part> parts = partService.queryByOrder(order.getId());
      if (parts == null) {
        parts = new ArrayList<>();
      }
      all.add(parts);
    }
    return all;
  }

  List<String> withATryEach(List<String> hosts) {
    List<String> states = new ArrayList<>();
    for (String host : hosts) { // finds: wait-in-loop
      try {
        states.add(rest.getForObject("http://" + host + "/health", String.class));
      } catch (Exception e) {
        log.error("no answer", e);
        states.add("down");
      }
    }
    return states;
  }

  Map<String, Long> countsInAMap(List<Shop> shops) {
    Map<String, Long> counts = new LinkedHashMap<>();
    shops.forEach(shop -> { // finds: wait-in-loop
      List<Part> parts = partMapper.selectByOrder(shop.getId());
      counts.put(shop.getName(), (long) parts.size());
    });
    return counts;
  }

  Set<String> allNames(Set<Integer> ids) {
    Set<String> names = new TreeSet<>();
    Iterator<Integer> next = ids.iterator();
    while (next.hasNext()) { // finds: wait-in-loop
      Integer id = next.next();
      names.add(shopMapper.selectById(id).getName());
    }
    return names;
  }

  List<Part> flat(List<Integer> orders) {
    return orders.stream()
        .flatMap(order -> partService.queryByOrder(order).stream()) // finds: wait-in-loop
        .distinct()
        .collect(Collectors.toList());
  }

  List<Integer> filtered(List<Integer> shops) {
    return shops.stream()
        .filter(shop -> shopMapper.selectById(shop) != null) // finds: wait-in-loop
        .collect(Collectors.toList());
  }

  Shop remembered(Integer id) {
    return known.computeIfAbsent(id, shopMapper::selectById);
  }

  List<Shop> memoised(List<Order> orders) {
    List<Shop> shops = new ArrayList<>();
    Map<Integer, Shop> seen = new HashMap<>();
    for (Order order : orders) { // silent: memoised
      Shop shop = seen.get(order.getShop());
      if (shop == null) {
        shop = shopMapper.selectById(order.getShop());
        seen.put(order.getShop(), shop);
      }
      shops.add(shop);
    }
    return shops;
  }

  Integer rootOf(Integer id) {
    Shop shop = shopMapper.selectById(id);
    while (shop.getId() != null) { // silent: loop-carried
      shop = shopMapper.selectById(shop.getId());
    }
    return shop.getId();
  }

  void thatInserts(List<Order> orders) {
    for (Order order : orders) { // silent: effect
      Part part = partMapper.selectByPrimaryKey(order.getId());
      partMapper.insert(part);
    }
  }

  Shop firstKnown(List<Integer> ids) {
    Shop found = null;
    for (Integer id : ids) { // silent: early exit
      found = shopMapper.selectById(id);
      if (found != null) {
        break;
      }
    }
    return found;
  }

  String retried(String url) {
    String answer = null;
    for (int attempt = 0; attempt < 3; attempt++) { // silent: retry
      try {
        answer = rest.getForObject(url, String.class);
      } catch (Exception e) {
        log.warn("again");
      }
    }
    return answer;
  }

  List<String> slowly(List<String> urls) throws InterruptedException {
    List<String> answers = new ArrayList<>();
    for (String url : urls) { // silent: rate limit
      answers.add(rest.getForObject(url, String.class));
      Thread.sleep(200);
    }
    return answers;
  }

  Optional<Shop> firstInAStream(List<Integer> ids) {
    return ids.stream()
        .map(shopMapper::selectById)
        .filter(Objects::nonNull)
        .findFirst(); // silent: short circuit
  }

  List<String> ofFutures(List<java.util.concurrent.Future<String>> started) throws Exception {
    List<String> all = new ArrayList<>();
    for (java.util.concurrent.Future<String> future : started) { // silent: completed futures
      all.add(future.get());
    }
    return all;
  }
}
