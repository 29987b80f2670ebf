// Each element asks a cache, a mapper or a service for one value.
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.*;
import java.util.stream.*;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;

class EachWithAnAnswer {
  static class User {
    Long id;
    Long dept;
    String name;

    Long getId() {
      return id;
    }

    Long getDept() {
      return dept;
    }

    void setName(String name) {
      this.name = name;
    }

    String getName() {
      return name;
    }
  }

  static class Dept {
    Long id;
    Long parent;
    String name;

    Long getParent() {
      return parent;
    }

    String getName() {
      return name;
    }
  }

  static class View {
    String dept;

    void setDept(String dept) {
      this.dept = dept;
    }
  }

  interface DeptMapper extends BaseMapper<Dept> {}

  interface Users extends JpaRepository<User, Long> {
    List<User> findByDept(Long dept);
  }

  static class DeptService {
    private DeptMapper mapper;

    Dept getById(Long id) {
      return mapper.selectById(id);
    }
  }

  static class Copier {
    static void copy(Object from, Object to) {}
  }

  @FeignClient("prices")
  interface Prices {
    @GetMapping("/prices/{id}")
    Long getPrice(Long id);

    @PostMapping("/prices/lock")
    Long lockPrice(Long id);
  }

  private DeptMapper deptMapper;
  private DeptService deptService;
  private Users users;
  private Prices prices;
  private StringRedisTemplate redis;
  private RestTemplate rest;

  List<View> withACopy(List<User> list) {
    List<View> views = new ArrayList<>();
    for (User user : list) { // finds: wait-in-loop
      View view = new View();
      Copier.copy(user, view);
      Dept dept = deptService.getById(user.getDept());
      if (Objects.nonNull(dept)) {
        view.setDept(dept.getName());
      }
      views.add(view);
    }
    return views;
  }

  List<String> inABlock(List<User> list) {
    return list.stream()
        // finds: wait-in-loop
        .map(user -> {
          Dept dept = deptMapper.selectById(user.getDept());
          return dept == null ? "" : dept.getName();
        })
        .collect(Collectors.toList());
  }

  List<User> byReference(List<Long> ids) {
    return ids.stream()
        .map(users::findById) // finds: wait-in-loop
        .filter(Optional::isPresent)
        .map(Optional::get)
        .collect(Collectors.toList());
  }

  Map<Long, String> keys(Set<Long> ids) {
    Map<Long, String> found = new HashMap<>();
    for (Long id : ids) { // finds: wait-in-loop
      String value = redis.opsForValue().get("user:" + id);
      found.put(id, value);
    }
    return found;
  }

  List<View> groups(List<User> list) {
    Map<Long, List<User>> byDept = list.stream().collect(Collectors.groupingBy(User::getDept));
    List<View> views = new ArrayList<>();
    byDept.forEach((dept, members) -> { // finds: wait-in-loop
      View view = new View();
      view.setDept(deptMapper.selectById(dept).getName());
      views.add(view);
    });
    return views;
  }

  List<User> byIndex(List<User> list) {
    for (int i = 0; i < list.size(); i++) { // finds: wait-in-loop
      User user = list.get(i);
      Dept dept = deptMapper.selectById(user.getDept());
      user.setName(dept.getName() + user.getName());
    }
    return list;
  }

  long total(List<Long> ids) {
    return ids.stream().mapToLong(id -> prices.getPrice(id)).sum(); // finds: wait-in-loop
  }

  Map<Long, List<User>> members(List<Dept> depts) {
    return depts.stream()
        // finds: wait-in-loop
        .collect(Collectors.toMap(dept -> dept.id, dept -> users.findByDept(dept.id)));
  }

  List<String> nested(List<User> list) {
    List<String> names = new ArrayList<>();
    for (User user : list) { // finds: wait-in-loop
      if (user.getDept() != null) {
        try {
          names.add(deptService.getById(user.getDept()).getName());
        } catch (RuntimeException e) {
          names.add("?");
        }
      }
    }
    return names;
  }

  List<Long> thatLock(List<Long> ids) {
    List<Long> locked = new ArrayList<>();
    for (Long id : ids) { // silent: effect
      locked.add(prices.lockPrice(id));
    }
    return locked;
  }

  String path(Dept dept) {
    String path = dept.getName();
    for (Dept up = dept; up.getParent() != null; ) { // silent: loop-carried
      up = deptMapper.selectById(up.getParent());
      path = up.getName() + "/" + path;
    }
    return path;
  }

  int untilEnough(List<Long> ids, int wanted) {
    int found = 0;
    for (Long id : ids) { // silent: early exit
      found += users.findByDept(id).size();
      if (found >= wanted) {
        break;
      }
    }
    return found;
  }

  List<String> counters(List<Long> ids) {
    List<String> values = new ArrayList<>();
    for (Long id : ids) { // silent: effect
      values.add("" + redis.opsForValue().increment("seen:" + id));
    }
    return values;
  }

  List<String> pages(String topic) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do { // silent: paging
      String page = rest.getForObject("http://topics/" + topic + "?after=" + cursor, String.class);
      all.add(page);
      cursor = page.substring(0, 1);
    } while (!cursor.isEmpty());
    return all;
  }

  List<String> parallel(List<String> urls) {
    return urls.parallelStream()
        .map(url -> rest.getForObject(url, String.class)) // silent: already parallel
        .collect(Collectors.toList());
  }

  List<String> twoModes() {
    List<String> all = new ArrayList<>();
    for (String mode : new String[] {"fast", "slow"}) { // silent: constant
      all.add(rest.getForObject("http://modes/" + mode, String.class));
    }
    return all;
  }

  String newestBefore(List<String> ids) {
    String last = "";
    for (String id : ids) { // silent: loop-carried
      String answer = rest.getForObject("http://logs/" + id + "?before=" + last, String.class);
      last = answer.isEmpty() ? last : answer;
    }
    return last;
  }

  void syncEach(List<User> list) {
    list.forEach(user -> { // silent: effect
      Dept dept = deptMapper.selectById(user.getDept());
      user.setName(dept.getName());
      users.save(user);
    });
  }
}
