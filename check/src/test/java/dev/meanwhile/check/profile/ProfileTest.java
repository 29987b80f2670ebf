package dev.meanwhile.check.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.MethodPlace;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final Instant RECORDED = Instant.parse("2026-01-01T12:00:00Z");
  private static final String CODE =
      """
      package shop;
      class Pages {
        String page(String id) {
          String user = users.get(id);
          String cart = carts.get(id);
          return user + cart;
        }
      }
      """;
  private static final int USER = 4;
  private static final int CART = 5;

  @TempDir private Path folder;
  private Path file;
  private final List<MeasuredWait> waits = new ArrayList<>();

  @BeforeEach
  void theSourceIsOlderThanTheRecording() throws IOException {
    file = Files.writeString(folder.resolve("Pages.java"), CODE);
    Files.setLastModifiedTime(file, FileTime.from(RECORDED.minusSeconds(60)));
  }

  private Finding finding(Saving saving, String... marked) {
    var source = new SourceText(file, CODE);
    var marks = new ArrayList<Mark>();
    for (String code : marked) {
      marks.add(new Mark(place(source, code), code, 1));
    }
    return new Finding(
        "independent-waits",
        Severity.WARNING,
        Confidence.CERTAIN,
        new MethodPlace("shop.Pages", "page", place(source, CODE.substring(CODE.indexOf("  Str")))),
        marks.getFirst().place(),
        "",
        marks,
        List.of(),
        Optional.ofNullable(saving),
        "",
        Answer.ASSISTED,
        Optional.empty());
  }

  private static Place place(SourceText source, String code) {
    int start = source.text().indexOf(code);
    return new Place(source, new Span(start, start + code.length()));
  }

  private Finding both() {
    return finding(Saving.of(2, 1), "users.get(id)", "carts.get(id)");
  }

  private Finding user(Saving saving) {
    return finding(saving, "users.get(id)");
  }

  /** A wait below a line of the method. */
  private void waited(long run, int line, long start, long nanos) {
    waited(run, "page", line, start, nanos);
  }

  private void waited(long run, String method, int line, long start, long nanos) {
    var server = new CodeLine("shop.Server", "serve", 9);
    var page = new CodeLine("shop.Pages", method, line);
    var client = new CodeLine("shop.Client", "get", 20);
    waits.add(new MeasuredWait(run, start, nanos, List.of(server, page, client)));
  }

  private Optional<Measurement> measured(Finding finding) {
    return Profile.of(List.of(new MeasuredWaits(RECORDED, waits))).of(finding);
  }

  @Test
  void eachCallSavesAllButTheLongestOfItsGroup() {
    waited(1, USER, 0, 10);
    waited(1, CART, 10, 30);
    waited(2, USER, 0, 50);
    waited(2, CART, 50, 20);
    waited(3, USER, 0, 40);
    waited(3, CART, 40, 40);

    assertThat(measured(both()))
        .contains(new Measurement(3, 6, 190, 70, 70, 20, List.of(40L, 30L), false));
  }

  @Test
  void callsFromOtherPlacesOfOneRunAreCallsOfTheirOwn() {
    waited(1, USER, 0, 10);
    waits.add(
        new MeasuredWait(
            1,
            50,
            10,
            List.of(
                new CodeLine("shop.Server", "serve", 99),
                new CodeLine("shop.Pages", "page", CART))));

    Measurement measured = measured(both()).orElseThrow();

    assertThat(measured.calls()).isEqualTo(2);
    assertThat(measured.savedNanos()).isZero();
  }

  @Test
  void whatRunsAtOnceAlreadyIsNotSavedAgain() {
    waited(1, USER, 0, 100);
    waited(1, CART, 10, 100);

    Measurement measured = measured(both()).orElseThrow();

    assertThat(measured.nanos()).isEqualTo(110);
    assertThat(measured.savedNanos()).isEqualTo(10);
  }

  @Test
  void oneCallForAllCostsAsMuchAsTheLongestRound() {
    for (int round = 0; round < 20; round++) {
      waited(1, USER, round * 10, round == 7 ? 4 : 2);
    }

    assertThat(measured(user(Saving.batched())).orElseThrow().savedNanos()).isEqualTo(42 - 4);
  }

  @Test
  void roundsWithALimitSaveAsMuchAsTheLimitLets() {
    for (int round = 0; round < 20; round++) {
      waited(1, USER, round * 10, 2);
    }

    assertThat(measured(user(Saving.bounded(8))).orElseThrow().savedNanos()).isEqualTo(40 - 5);
    assertThat(measured(user(Saving.bounded(40))).orElseThrow().savedNanos()).isEqualTo(40 - 2);
  }

  @Test
  void aFindingThatSavesNothingStillHasItsCost() {
    waited(1, USER, 0, 10);

    Measurement measured = measured(user(null)).orElseThrow();

    assertThat(measured.nanos()).isEqualTo(10);
    assertThat(measured.savedNanos()).isZero();
  }

  @Test
  void otherLinesAndMethodsDoNotCount() {
    waited(1, 6, 0, 10);
    waited(1, "other", USER, 0, 10);

    assertThat(measured(both())).isEmpty();
    assertThat(Profile.NONE.of(both())).isEmpty();
  }

  @Test
  void aLambdaBelongsToItsMethod() {
    waited(1, "lambda$page$3", USER, 0, 10);

    assertThat(measured(both())).isPresent();
  }

  @Test
  void theWaitOfALambdaInAMarkedCallCountsOnce() {
    var path =
        List.of(
            new CodeLine("shop.Pages", "page", USER),
            new CodeLine("shop.Pages", "lambda$page$0", CART));
    waits.add(new MeasuredWait(1, 0, 10, path));

    assertThat(measured(both()).orElseThrow().nanos()).isEqualTo(10);
    assertThat(measured(both()).orElseThrow().medianOfMarks()).containsExactly(10L, 0L);
  }

  @Test
  void inANewerFileAllLinesMayHaveMovedAlike() throws IOException {
    waited(1, USER + 3, 0, 10);
    waited(1, CART + 3, 10, 10);
    assertThat(measured(both())).as("an older file has not moved").isEmpty();

    Files.setLastModifiedTime(file, FileTime.from(RECORDED.plusSeconds(60)));

    Measurement moved = measured(both()).orElseThrow();
    assertThat(moved.medianOfMarks()).containsExactly(10L, 10L);
    assertThat(moved.isSourceNewer()).isTrue();
  }

  @Test
  void linesThatStayedAreNotTakenForMovedOnes() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(RECORDED.plusSeconds(60)));
    waited(1, USER, 0, 10);
    waited(1, USER - 1, 10, 30);

    assertThat(measured(user(Saving.batched())).orElseThrow().nanos()).isEqualTo(10);
  }

  @Test
  void theLargestSavingComesFirstAndWhatWasNotSeenLast() {
    waited(1, USER, 0, 10);
    waited(1, CART, 10, 10);
    Finding unseen = finding(Saving.of(2, 1), "user + cart");
    Finding costly = user(null);
    Finding saving = both();
    var profile = Profile.of(List.of(new MeasuredWaits(RECORDED, waits)));

    assertThat(profile.ranked(List.of(unseen, costly, saving)))
        .containsExactly(saving, costly, unseen);
  }

  @Test
  void severalRecordingsAreAddedUp() {
    waited(1, USER, 0, 10);
    var recording = new MeasuredWaits(RECORDED, waits);

    Measurement measured = Profile.of(List.of(recording, recording)).of(both()).orElseThrow();

    assertThat(measured.calls()).isEqualTo(2);
    assertThat(measured.nanos()).isEqualTo(20);
  }
}
