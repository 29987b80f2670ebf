package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link IndependentWaits} where the reads are behind a client that the program has itself. */
class WrappedWaitsTest {
  private final RuleTester rule = new RuleTester(new IndependentWaits());

  private static final String CLIENT =
      """
      interface Events { String RETRY = "retry"; }
      class Body {
        String name; List<String> ids;
        void setName(String name) { this.name = name; }
      }
      class Headers {
        List<String> all;
        void add(String header) { all.add(header); }
      }
      class Request {
        Body body; Headers headers;
        Request(Body body, Headers headers) { this.body = body; this.headers = headers; }
        void setBody(Body body) { this.body = body; }
      }
      class Client {
        static final List<String> SEEN = new ArrayList<>();
        RestTemplate rest; Headers own = new Headers();
        String get(String path) { return execute(HttpMethod.GET, path); }
        private String execute(HttpMethod method, String path) {
          try {
            return rest.exchange(path, method, null, String.class).getBody();
          } catch (RuntimeException e) {
            NOTED
            throw e;
          }
        }
      }
      class Pages extends Base {
        Client client;
        MEMBERS
        String page(String one, String other, Headers headers) {
          CALLS
          return first + second;
        }
      }
      """;

  /** A client that notes a failure, and two calls, the first of which is a site or not. */
  private static String client(String noted, String members, String calls) {
    return SamplePages.with("")
        + CLIENT
            .replace("NOTED", noted)
            .replace("MEMBERS", members)
            .replace("CALLS", calls)
            .replace("class Pages ", "class Wrapped ");
  }

  private static final String TWO_GETS =
      """
      String first = client.get("/a/" + one);MARK
      String second = client.get("/b/" + other);
      """;

  private static String two(String calls, boolean isSite) {
    return calls.replace("MARK", isSite ? " // finds: independent-waits" : "");
  }

  @Nested
  class Speaks {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Tracer.logEvent(Events.RETRY, path);",
          "Tracer.logError(e);",
          "Journal.note(Events.RETRY);"
        })
    void ofRequestsThatKeepBooks(String noted) {
      rule.judges(client(noted, "", two(TWO_GETS, true)));
    }

    @Test
    void ofRequestsThatShareTheirHeaders() {
      rule.judges(
          client(
              "",
              """
              String load(String name, Headers headers) {
                Body body = new Body();
                body.setName(name);
                Request request = new Request(body, headers);
                return rest.postForObject("/names", request, String.class);
              }
              """,
              """
              String first = load(one, headers); // finds: independent-waits
              String second = load(other, headers);
              """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"return new Keys();", "return KEYS;"})
    void ofRequestsWhoseParametersAreMadeByAMethodOfTheirs(String made) {
      rule.judges(
          SamplePages.with(
              """
              static class Keys {
                static final Keys KEYS = new Keys();
                private final Map<String, Object> all = new HashMap<>();
                static Keys init() { MADE }
                Keys set(String key, Object value) { all.put(key, value); return this; }
              }
              String getNamed(String name) {
                Keys keys = Keys.init().set("name", name).set("deep", true);
                return rest.getForObject("/named?" + keys, String.class);
              }
              String both(String one, String other) {
                String first = getNamed(one);FOUND
                String second = getNamed(other);
                return first + second;
              }
              """
                  .replace("MADE", made)
                  .replace("FOUND", made.contains("new") ? " // finds: independent-waits" : "")));
    }

    @Test
    void ofQuestionsThatArePosted() {
      rule.judges(
          SamplePages.with(
              """
              String search(String from, String to) {
                String first = rest.postForObject("/fast/details", from, String.class); // finds: independent-waits
                String second = rest.postForObject("/slow/details", from, String.class);
                return first + second + to;
              }
              List<Object> tripsFromHere(String query) {
                return rest.postForObject("/trips/left", query, List.class);
              }
              String both(String from, String to) {
                List<Object> first = tripsFromHere(from); // finds: independent-waits
                List<Object> second = tripsFromHere(to);
                return first + "" + second;
              }
              """));
    }

    @Test
    void ofReadsBesideLoopsThatMayOnlyPossiblyRunAtOnce() {
      rule.judges(
          SamplePages.with(
              """
              Map<String, Object> home(String name, long org) {
                Map<String, Object> home = new HashMap<>();
                List<Invoice> some = invoices.findByOrg(org); // finds: independent-waits
                List<Invoice> more = invoices.findByOrg(1);
                List<User> owners = new ArrayList<>();
                for (Invoice invoice : some) {
                  owners.add(users.findByName("" + invoice.id));
                }
                home.put("owners", owners);
                List<User> others = new ArrayList<>();
                for (Invoice invoice : more) {
                  others.add(users.findByName("" + invoice.id));
                }
                home.put("others", others);
                return home;
              }
              """));
    }
  }

  @Nested
  class IsSilent {
    @ParameterizedTest
    @ValueSource(strings = {"SEEN.add(path);", "own.add(path);", "Journal.keep(SEEN);"})
    void ifARequestLeavesSomethingForTheNext(String noted) {
      rule.judges(client(noted, "", two(TWO_GETS, false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers.add(name);", "request.headers.add(name);"})
    void ifARequestChangesWhatTheNextIsGiven(String change) {
      rule.judges(
          client(
              "",
              """
              String load(String name, Headers headers) {
                Body body = new Body();
                Request request = new Request(body, headers);
                CHANGE
                return rest.getForObject("/names/" + headers.all, String.class);
              }
              """
                  .replace("CHANGE", change),
              """
              String first = load(one, headers);
              String second = load(other, headers);
              """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bookings/cancel", "/tickets/reserve", "/orders/import"})
    void ifAQuestionIsAnOrderByItsPath(String path) {
      rule.judges(
          SamplePages.with(
              """
              String search(String from, String to) {
                String first = rest.postForObject("PATH", from, String.class);
                String second = rest.postForObject("PATH", to, String.class);
                return first + second;
              }
              """
                  .replace("PATH", path)));
    }

    @Test
    void ifBothChangeTheElementsOfOneList() {
      rule.judges(
          SamplePages.with(
              """
              static class Task {
                String domain;
                void setDomain(String domain) { this.domain = domain; }
              }
              String active(String name) { return rest.getForObject("/active/" + name, String.class); }
              void domains(List<Task> tasks, Map<Task, String> names) {
                if (names != null) {
                  tasks.forEach(task -> task.setDomain(active("*")));
                }
                tasks.forEach(task -> task.setDomain(active(names.get(task))));
              }
              """));
    }

    @Test
    void ifNobodyKnowsWhatIsPosted() {
      rule.judges(
          SamplePages.with(
              """
              String seat(String from, String to) {
                String first = rest.postForObject("/seats", from, String.class);
                String second = rest.postForObject("/seats", to, String.class);
                return first + second;
              }
              Object sendsOfUser(String user) {
                return rest.postForObject("/mails", user, Object.class);
              }
              String both(String from, String to) {
                Object first = sendsOfUser(from);
                Object second = sendsOfUser(to);
                return first + "" + second;
              }
              """));
    }
  }
}
