package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;

import java.io.IOException;
import java.util.List;

/** A page that needs three things. */
final class DashboardShape implements Shape {
  record Dashboard(String user, String org, String invoices) {}

  private final Endpoint user;
  private final Endpoint org;
  private final Endpoint invoices;

  DashboardShape(Pace pace) {
    user = pace.endpoint("user", 200);
    org = pace.endpoint("org", 180);
    invoices = pace.endpoint("invoices", 220);
  }

  private Dashboard byHand(Calls calls) throws IOException, InterruptedException {
    return new Dashboard(calls.get(user), calls.get(org), calls.get(invoices));
  }

  private Dashboard meanwhile(Calls calls) throws IOException, InterruptedException {
    return all(
        named("user", () -> calls.get(user)),
        named("org", () -> calls.get(org)),
        named("invoices", () -> calls.get(invoices)),
        Dashboard::new);
  }

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public String story() {
    return "three independent reads for one page";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(user, org, invoices);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.byHand(Read.oneAfterTheOther(user, org, invoices), this::byHand),
        Variant.meanwhile(Read.atOnce(user, org, invoices), this::meanwhile));
  }
}
