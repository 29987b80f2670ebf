// What stands between two reads decides whether the second is wanted at all.
import java.util.*;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.client.RestTemplate;

class GuardsBetween {
  static class Owner {
    boolean active;
    long team;

    long getTeam() {
      return team;
    }
  }

  static class Device {
    String key;
  }

  static class Denied extends RuntimeException {}

  interface Owners extends JpaRepository<Owner, Long> {
    Owner findByMail(String mail);

    boolean existsByMail(String mail);
  }

  interface Devices extends JpaRepository<Device, Long> {
    List<Device> findByOwnerMail(String mail);

    Device findByKey(String key);
  }

  private Owners owners;
  private Devices devices;
  private RestTemplate rest;

  List<Device> thatReturns(String mail) {
    Owner owner = owners.findByMail(mail); // silent: control
    if (owner == null) {
      return List.of();
    }
    return devices.findByOwnerMail(mail);
  }

  List<Device> thatThrows(String mail) {
    Owner owner = owners.findByMail(mail); // silent: control
    if (!owner.active) {
      throw new Denied();
    }
    return devices.findByOwnerMail(mail);
  }

  List<Device> thatIsAMethod(String mail) {
    Owner owner = owners.findByMail(mail); // silent: control
    checkActive(owner);
    return devices.findByOwnerMail(mail);
  }

  private void checkActive(Owner owner) {
    if (!owner.active) {
      throw new Denied();
    }
  }

  String thatIsAnOptional(long one, long other) {
    // finds: independent-waits
    Owner sender = owners.findById(one).orElseThrow(Denied::new);
    Owner receiver = owners.findById(other).orElseThrow(Denied::new);
    return sender.team + "/" + receiver.team;
  }

  String thatIsAPermission(String mail, String token) {
    boolean allowed =
        rest.getForObject("http://auth/verify/" + token, Boolean.class); // silent: control
    if (!allowed) {
      throw new Denied();
    }
    return rest.getForObject("http://mails/" + mail, String.class);
  }

  Device asAFallback(String key, String mail) {
    Device device = devices.findByKey(key); // silent: fallback
    return device != null ? device : devices.findByOwnerMail(mail).get(0);
  }

  Device existsThenCreate(String mail, Device device) {
    boolean known = owners.existsByMail(mail); // silent: control
    if (known) {
      return devices.save(device);
    }
    return devices.findByKey(device.key);
  }

  boolean inAnAnd(String mail, String key) {
    return owners.existsByMail(mail) && devices.findByKey(key) != null; // silent: short circuit
  }

  Map<String, Object> thatOnlyChoosesAValue(String mail, String key) {
    Owner owner = owners.findByMail(mail); // finds: independent-waits
    String team = owner == null ? "none" : "team " + owner.getTeam();
    Device device = devices.findByKey(key);
    return Map.of("team", team, "device", device);
  }

  Map<String, Object> thatFillsADefault(String mail, String key) {
    Map<String, Object> view = new HashMap<>();
    List<Device> list = devices.findByOwnerMail(mail); // finds: independent-waits
    if (list != null) {
      view.put("devices", list);
    }
    Device device = devices.findByKey(key);
    if (device != null) {
      view.put("device", device);
    }
    return view;
  }
}
