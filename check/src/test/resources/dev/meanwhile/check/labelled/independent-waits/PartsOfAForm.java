// What a form is filled with: choices, counts and names, by mappers with conditions, by services of
// a generator, by documents, by keys.
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.*;
import java.util.stream.Collectors;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.client.RestTemplate;

class PartsOfAForm {
  static class User {
    Long id;
    Long dept;
    String name;

    Long getDept() {
      return dept;
    }

    String getName() {
      return name;
    }
  }

  static class Dept {
    Long id;
    String name;

    String getName() {
      return name;
    }
  }

  static class Form {
    private String name;
    private Object choices;
    private Long count;
    private List<String> roles;

    void setName(String name) {
      this.name = name;
    }

    void setChoices(Object choices) {
      this.choices = choices;
    }

    void setCount(Long count) {
      this.count = count;
    }

    static Form of(String name, List<String> roles) {
      Form form = new Form();
      form.name = name;
      form.roles = roles;
      return form;
    }
  }

  static class Wrapper {
    private final List<Object> conditions = new ArrayList<>();

    Wrapper eq(String column, Object value) {
      conditions.add(value);
      return this;
    }
  }

  interface UserMapper extends BaseMapper<User> {}

  interface DeptMapper extends BaseMapper<Dept> {}

  interface Users extends JpaRepository<User, Long> {
    List<User> findByDept(Long dept);

    long countByDept(Long dept);

    boolean existsByName(String name);
  }

  interface Roles extends JpaRepository<Dept, Long> {
    List<Dept> findByUserId(Long id);

    long countByUserId(Long id);
  }

  private UserMapper userMapper;
  private DeptMapper deptMapper;
  private Users users;
  private Roles roles;
  private MongoTemplate mongo;
  private StringRedisTemplate redis;
  private RestTemplate rest;
  private org.slf4j.Logger log;

  Form byConditions(Long id, Long dept) {
    List<User> user = userMapper.selectList(new Wrapper().eq("id", id)); // finds: independent-waits
    List<Dept> place = deptMapper.selectList(new Wrapper().eq("id", dept));
    Form form = new Form();
    form.setName(user.get(0).getName());
    form.setChoices(place);
    return form;
  }

  Form byChains(Long id) {
    return Form.of(
        users.findById(id).map(User::getName).orElse(""), // finds: independent-waits
        roles.findByUserId(id).stream().map(Dept::getName).collect(Collectors.toList()));
  }

  Object byOptionals(Long id) {
    // finds: independent-waits
    String name = Optional.ofNullable(userMapper.selectById(id)).map(User::getName).orElse("");
    String place = Optional.ofNullable(deptMapper.selectById(id)).map(Dept::getName).orElse("");
    return name + place;
  }

  Object byTernaries(Long id, Long dept) {
    User user = id == null ? null : userMapper.selectById(id); // finds: independent-waits
    Dept place = dept == null ? null : deptMapper.selectById(dept);
    return Arrays.asList(user, place);
  }

  Object afterAGuard(Long id) {
    User user = users.findById(id).orElseThrow(() -> new IllegalArgumentException("no user " + id));
    List<Dept> own = roles.findByUserId(id); // finds: independent-waits
    long count = users.countByDept(user.getDept());
    return Arrays.asList(own, count);
  }

  Object aTryEach(Long id) {
    String one = null;
    String two = null;
    try { // finds: independent-waits
      one = rest.getForObject("http://one/" + id, String.class);
    } catch (Exception e) {
      log.error("one", e);
    }
    try {
      two = rest.getForObject("http://two/" + id, String.class);
    } catch (Exception e) {
      log.error("two", e);
    }
    return one + two;
  }

  Form setters(Long id, Long dept) {
    Form form = new Form();
    form.setCount(
        userMapper.selectCount(new Wrapper().eq("dept", dept))); // finds: independent-waits
    form.setChoices(deptMapper.selectList(null));
    User user = userMapper.selectById(id);
    form.setName(user == null ? "" : user.getName());
    return form;
  }

  Object documents(String city) {
    Map<String, Object> query = new HashMap<>();
    query.put("city", city);
    List<User> people = mongo.find(query, User.class); // finds: independent-waits
    Map<String, Object> places = new HashMap<>();
    places.put("in", city);
    List<Dept> depts = mongo.find(places, Dept.class);
    return Arrays.asList(people, depts);
  }

  Object oneQueryUsedTwice(String city) {
    Map<String, Object> query = new HashMap<>();
    query.put("city", city);
    List<User> people = mongo.find(query, User.class); // silent: shared object
    query.put("page", 2);
    List<User> more = mongo.find(query, User.class);
    return Arrays.asList(people, more);
  }

  Object cacheAside(Long id) {
    String known = redis.opsForValue().get("user:" + id); // silent: fallback
    if (known != null) {
      return known;
    }
    User user = userMapper.selectById(id);
    redis.opsForValue().set("user:" + id, user.getName());
    return user.getName();
  }

  User unique(User user) {
    if (users.existsByName(user.getName())) { // silent: control
      throw new IllegalStateException("known");
    }
    if (roles.countByUserId(user.id) == 0) {
      throw new IllegalStateException("no role");
    }
    return users.save(user);
  }

  Object readAfterWrite(User user) {
    userMapper.updateById(user);
    User now = userMapper.selectById(user.id); // silent: data
    List<Dept> place = deptMapper.selectList(new Wrapper().eq("id", now.getDept()));
    return Arrays.asList(now, place);
  }

  long intoOneMap(Long id, Map<String, Object> view) {
    fillName(id, view); // silent: shared object
    fillPlace(id, view);
    return view.size();
  }

  private void fillName(Long id, Map<String, Object> view) {
    view.put("name", userMapper.selectById(id));
  }

  private void fillPlace(Long id, Map<String, Object> view) {
    view.put("place", deptMapper.selectById(id));
  }
}
