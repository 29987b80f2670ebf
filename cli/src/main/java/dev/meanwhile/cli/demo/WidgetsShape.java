package dev.meanwhile.cli.demo;

import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.settle;

import dev.meanwhile.Outcome;
import java.io.IOException;
import java.util.List;

/** A page of five widgets that must not die of one of them. */
final class WidgetsShape implements Shape {
  record Page(
      Outcome<String> news,
      Outcome<String> weather,
      Outcome<String> ads,
      Outcome<String> music,
      Outcome<String> chat) {}

  private final Endpoint news;
  private final Endpoint weather;
  private final Endpoint ads;
  private final Endpoint music;
  private final Endpoint chat;

  WidgetsShape(Pace pace) {
    news = pace.endpoint("news", 160);
    weather = pace.endpoint("weather", 120);
    ads = pace.endpoint("ads", 140).failing();
    music = pace.endpoint("music", 200);
    chat = pace.endpoint("chat", 180);
  }

  private Page byHand(Calls calls) throws InterruptedException {
    return new Page(
        tried(calls, news),
        tried(calls, weather),
        tried(calls, ads),
        tried(calls, music),
        tried(calls, chat));
  }

  private static Outcome<String> tried(Calls calls, Endpoint widget) throws InterruptedException {
    try {
      return new Outcome.Success<>(calls.get(widget));
    } catch (IOException e) {
      return new Outcome.Failure<>(e);
    }
  }

  private Page meanwhile(Calls calls) throws InterruptedException {
    return settle(
        named("news", () -> calls.get(news)),
        named("weather", () -> calls.get(weather)),
        named("ads", () -> calls.get(ads)),
        named("music", () -> calls.get(music)),
        named("chat", () -> calls.get(chat)),
        Page::new);
  }

  @Override
  public String name() {
    return "widgets";
  }

  @Override
  public String story() {
    return "five reads of which one fails; the page shows the other four";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(news, weather, ads, music, chat);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        Variant.byHand(Read.oneAfterTheOther(news, weather, ads, music, chat), this::byHand),
        Variant.meanwhile(Read.atOnce(news, weather, ads, music, chat), this::meanwhile));
  }
}
