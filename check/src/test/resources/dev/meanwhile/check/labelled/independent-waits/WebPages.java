// Controllers that fill a view from an interface of services, whose class is elsewhere in the tree.
import com.alibaba.fastjson.JSONObject;
import java.util.*;
import java.util.concurrent.*;
import javax.persistence.EntityManager;
import javax.servlet.http.HttpServletRequest;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;

class WebPages {
  static class User {
    Long id;
    String role;

    String getRole() {
      return role;
    }
  }

  interface Users extends JpaRepository<User, Long> {
    User findByName(String name);

    List<User> findByRole(String role);

    long countByRole(String role);
  }

  interface UserService {
    User findUser(String name);

    List<User> listByRole(String role);

    long countUsers(String role);
  }

  static class StoredUsers implements UserService {
    private final Users users;

    StoredUsers(Users users) {
      this.users = users;
    }

    @Override
    public User findUser(String name) {
      return users.findByName(name);
    }

    @Override
    public List<User> listByRole(String role) {
      return users.findByRole(role).stream().filter(Objects::nonNull).toList();
    }

    @Override
    public long countUsers(String role) {
      return users.countByRole(role);
    }
  }

  record Page(User user, Object users) {}

  private UserService service;
  private Users users;
  private EntityManager entities;
  private AdminClient admin;
  private TransactionTemplate transactions;
  private ExecutorService pool;

  String attributesOfAModel(Model model, String name) {
    model.addAttribute("user", service.findUser(name)); // finds: independent-waits
    model.addAttribute("users", service.listByRole(name));
    model.addAttribute("count", service.countUsers(name));
    return "page";
  }

  ModelAndView objectsOfAView(String name) {
    ModelAndView view = new ModelAndView("page");
    view.addObject("user", service.findUser(name)); // finds: independent-waits
    view.addObject("count", service.countUsers(name));
    return view;
  }

  String attributesOfARequest(HttpServletRequest request, String name) {
    request.setAttribute("user", service.findUser(name)); // finds: independent-waits
    request.setAttribute("users", service.listByRole(name));
    return "page";
  }

  ResponseEntity<Page> aBody(String name) {
    // finds: independent-waits
    return ResponseEntity.ok(new Page(service.findUser(name), service.listByRole(name)));
  }

  JSONObject json(String name) {
    JSONObject json = new JSONObject();
    json.put("user", service.findUser(name)); // finds: independent-waits
    json.put("count", service.countUsers("all"));
    return json;
  }

  String inATry(String name) {
    Map<String, Object> view = new HashMap<>();
    try {
      view.put("user", service.findUser(name)); // finds: independent-waits
      view.put("count", service.countUsers(name));
    } catch (RuntimeException e) {
      view.put("error", e.getMessage());
    }
    return view.toString();
  }

  String appended() {
    StringBuilder text = new StringBuilder();
    text.append(service.countUsers("admin")); // finds: independent-waits
    text.append("/");
    text.append(service.countUsers("all"));
    return text.toString();
  }

  Page timed(String name) {
    long start = System.nanoTime();
    User user = service.findUser(name); // finds: independent-waits
    System.out.println("took " + (System.nanoTime() - start));
    List<User> list = service.listByRole(name);
    return new Page(user, list);
  }

  Object inASwitch(String kind) {
    return switch (kind) {
      // finds: independent-waits
      case "user" -> new Page(service.findUser(kind), service.countUsers(kind));
      default -> null;
    };
  }

  String inOneRequest() throws Exception {
    DescribeClusterResult cluster = admin.describeCluster();
    Object controller = cluster.controller().get(); // silent: one request
    Object nodes = cluster.nodes().get();
    return controller + " " + nodes;
  }

  String ofOneEntityManager(Long one, Long other) {
    User first = entities.find(User.class, one); // silent: shared receiver
    User second = entities.find(User.class, other);
    return first.getRole() + second.getRole();
  }

  Object inATransaction(String name) {
    return transactions.execute(status -> {
      User user = users.findByName(name); // silent: transaction
      List<User> list = users.findByRole(name);
      return new Page(user, list);
    });
  }

  Object alreadyParallel(String name) throws Exception {
    Future<User> user = pool.submit(() -> users.findByName(name)); // silent: already parallel
    Future<List<User>> list = pool.submit(() -> users.findByRole(name));
    return new Page(user.get(), list.get());
  }

  @Cacheable("users")
  public User cached(Long id) {
    return users.findById(id).orElse(null);
  }

  String memoised(Long one, Long other) {
    User first = cached(one); // silent: memoised
    User second = cached(other);
    return first.getRole() + second.getRole();
  }

  Object loginFirst(String name) {
    User user = authenticate(name); // silent: control
    List<User> list = users.findByRole(name);
    return new Page(user, list);
  }

  private User authenticate(String name) {
    User user = users.findByName(name);
    if (user == null) {
      throw new IllegalStateException("unknown");
    }
    return user;
  }

  Object aHandlerThatLeaves(String name) {
    User user;
    try {
      user = users.findByName(name); // silent: handler
    } catch (RuntimeException e) {
      return "none";
    }
    return new Page(user, users.findByRole(name));
  }

  Object changedBetween(String name) {
    User user = users.findByName(name); // silent: data
    user.role = "seen";
    return users.findByRole(user.role);
  }
}
