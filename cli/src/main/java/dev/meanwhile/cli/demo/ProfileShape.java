package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;

import java.io.IOException;
import java.util.List;

/** A page that needs four things, each as slow as the others. */
final class ProfileShape implements Shape {
  record Profile(String person, String photos, String friends, String posts) {}

  private final Endpoint person;
  private final Endpoint photos;
  private final Endpoint friends;
  private final Endpoint posts;

  ProfileShape(Pace pace) {
    person = pace.endpoint("person", 200);
    photos = pace.endpoint("photos", 200);
    friends = pace.endpoint("friends", 200);
    posts = pace.endpoint("posts", 200);
  }

  private Profile byHand(Calls calls) throws IOException, InterruptedException {
    return new Profile(calls.get(person), calls.get(photos), calls.get(friends), calls.get(posts));
  }

  private Profile meanwhile(Calls calls) throws IOException, InterruptedException {
    return all(
        named("person", () -> calls.get(person)),
        named("photos", () -> calls.get(photos)),
        named("friends", () -> calls.get(friends)),
        named("posts", () -> calls.get(posts)),
        Profile::new);
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String story() {
    return "four independent reads, equally slow";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(person, photos, friends, posts);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.byHand(Read.oneAfterTheOther(person, photos, friends, posts), this::byHand),
        Variant.meanwhile(Read.atOnce(person, photos, friends, posts), this::meanwhile));
  }
}
