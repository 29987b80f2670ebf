package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTimelineTest {
  private static final Terminal PLAIN = new Terminal(80, false, true);
  private static final Pattern ESCAPE = Pattern.compile("\033\\[[0-9;]*m");

  @Test
  void threeCallsAtOnce() {
    assertThat(draw(dashboard(), PLAIN))
        .isEqualTo(
            """
            dashboard
                      ms 0            50           100          150          200
                         ┬────────────┬────────────┬────────────┬────────────┬─────
              dashboard  ──────────────────────────────────────────────────────────   221 ms
                user     ████████████████████████████████████████████████████▌        200 ms
                org      ███████████████████████████████████████████████▎             180 ms
            ◆   invoices █████████████████████████████████████████████████████████▊   220 ms
              █ running  ─ waiting  ◆ critical path
              wall 221 ms · decided by invoices (220 ms) · one after the other 600 ms
              peak in flight 3
            """);
  }

  @Test
  void anotherAttemptIsMarkedWhereItBegins() {
    var story = new Story("retried");
    long call = story.task("call", 1, 0, 200);
    story.waits(call, WaitReason.BACKOFF, 40, 100, 0);
    story.add(new TaskEvent.AttemptBegan(7, 0, call, 9, 1));
    story.add(new TaskEvent.AttemptBegan(7, Story.at(100), call, 9, 2));

    assertThat(draw(story.ends(200), PLAIN))
        .contains("call   ████████████╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌↻███")
        .contains("↻ another attempt");
  }

  @Test
  void everySignHasAnAsciiTwin() {
    assertThat(draw(everything(), PLAIN.withUnicode(false)))
        .isEqualTo(
            """
            everything
                       ms 0       50      100      150     200     250      300
                          +-------+-------+--------+-------+-------+--------+------
            * everything  ##===============--------------------------------------##x  340 ms
                ok        =================                                           100 ms
                queued    .................===---========                              80 ms
            *   parent     ##----------------------------------------------##         290 ms
            *     child      ##############################################x          270 ms
            *   cancelled         ==========================================#~~~~~/   280 ms
                late                          ==============!                          80 ms
              = running  - waiting  . queued  x failed  ! timed out  / cancelled
              ~ told to stop  * # critical path
              wall 340 ms, decided by everything (20 ms) -> parent (20 ms) -> child (270 ms)
              -> cancelled (30 ms), one after the other 790 ms, peak in flight 4
            """);
  }

  @Test
  void everyKindOfSegmentAndEndingIsShown() {
    assertThat(draw(everything(), PLAIN))
        .isEqualTo(
            """
            everything
                       ms 0       50      100      150     200     250      300
                          ┬───────┬───────┬────────┬───────┬───────┬────────┬──────
            ◆ everything  █████████████████──────────────────────────────────────██✗  340 ms
                ok        ████████████████▊                                           100 ms
                queued    ·················███───███████▏                              80 ms
            ◆   parent     ▐█──────────────────────────────────────────────█▎         290 ms
            ◆     child      ▐████████████████████████████████████████████▋✗          270 ms
            ◆   cancelled         ▐██████████████████████████████████████████▒▒▒▒▒⊘   280 ms
                late                          █████████████▌!                          80 ms
              █ running  ─ waiting  · queued  ✗ failed  ! timed out  ⊘ cancelled
              ▒ told to stop  ◆ critical path
              wall 340 ms · decided by everything (20 ms) → parent (20 ms) → child (270 ms)
              → cancelled (30 ms) · one after the other 790 ms · peak in flight 4
            """);
  }

  @Test
  void manySiblingsAreFolded() {
    var story = new Story("items");
    for (int i = 0; i < 500; i++) {
      Ending ending = i % 100 == 50 ? Ending.FAILED : Ending.OK;
      story.task("map[" + i + "]", 1, i, i + 1, ending);
    }
    assertThat(draw(story.ends(500), PLAIN, 8))
        .isEqualTo(
            """
            items
                      ms 0          100         200        300         400        500
                         ┬──────────┬───────────┬──────────┬───────────┬──────────┬
            ◆ items      ██████████████████████████████████████████████████████████   500 ms
                map[0]   ▏                                                            1.0 ms
                map[1]   ▏                                                            1.0 ms
                map[2]   ▏                                                            1.0 ms
                map[3]   ▏                                                            1.0 ms
                … 494 more like these (489 ok, 5 failed)
                map[498]                                                          ▏   1.0 ms
                map[499]                                                          ▐   1.0 ms
              █ running  ✗ failed  ◆ critical path
              wall 500 ms · decided by items (500 ms) · one after the other 500 ms
              peak in flight 1
            """);
  }

  @Test
  void coloursAreOnlyAddedToTheSameText() {
    String plain = draw(everything(), PLAIN);
    String coloured = draw(everything(), PLAIN.withColours(true));

    assertThat(coloured).isNotEqualTo(plain);
    assertThat(ESCAPE.matcher(coloured).replaceAll("")).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 41, 60, 80, 100, 120, 200, 400})
  void noLineIsWiderThanTheTerminal(int width) {
    String drawn = draw(everything(), PLAIN.withWidth(width));

    assertThat(drawn.lines()).allMatch(line -> line.length() <= Math.max(width, 40));
  }

  @Test
  void aLongNameIsShortenedInItsMiddle() {
    var story = new Story("run");
    story.task("the-first-part-of-a-very-long-name-and-its-end", 1, 0, 10);

    assertThat(draw(story.ends(10), PLAIN)).contains("the-first-pa…and-its-end");
  }

  @Test
  void timelinesCanShareAScale() {
    String drawn =
        new TerminalTimeline(PLAIN).withTimeOf(Story.at(600)).draw(Timeline.of(dashboard()));

    assertThat(drawn).contains("600").contains("220 ms");
  }

  @Test
  void theBarsOfSeveralTimelinesCanBeginInOneColumn() {
    var timelines = List.of(Timeline.of(dashboard()), Timeline.of(everything()));
    var drawing = new TerminalTimeline(PLAIN).withNamesOf(timelines);

    assertThat(timelines)
        .extracting(timeline -> drawing.draw(timeline).lines().toList().get(2).indexOf('┬'))
        .containsExactly(14, 14);
  }

  @Test
  void aRunOfNothingIsDrawn() {
    assertThat(draw(new Story("nothing").ends(0), PLAIN)).contains("nothing").contains("wall 0 µs");
  }

  @Test
  void aRunThatGoesOnIsDrawnUpToNow() {
    var story = new Story("page");
    story.task("user", 1, 0, 40);

    assertThat(draw(story.goesOn(), PLAIN)).contains("page").contains("40 ms");
  }

  @Test
  void tooFewRowsAreRefused() {
    assertThatThrownBy(() -> new TerminalTimeline(PLAIN).withRows(3))
        .hasMessage("3 rows are too few; allowed: 4 to 2147483647");
  }

  static RunTrace dashboard() {
    var story = new Story("dashboard");
    story.task("user", 1, 0, 200);
    story.task("org", 1, 0, 180);
    long invoices = story.task("invoices", 1, 0, 220);
    return story.waits(1, WaitReason.JOIN, 0, 220, invoices).ends(221);
  }

  static RunTrace everything() {
    var story = new Story("everything");
    long ok = story.task("ok", 1, 0, 100);
    long queued = story.task("queued", 1, 0, 100, 180, Ending.OK);
    long parent = story.task("parent", 1, 10, 300);
    long child = story.task("child", parent, 20, 290, Ending.FAILED);
    long cancelled = story.task("cancelled", 1, 50, 330, Ending.CANCELLED);
    story.task("late", 1, 120, 200, Ending.TIMED_OUT);
    return story
        .limit(ok, 100, 1, 1, 0)
        .waits(parent, WaitReason.JOIN, 20, 290, child)
        .cancels(cancelled, 300, CancelReason.SIBLING_FAILED, parent)
        .waits(1, WaitReason.JOIN, 100, 330, cancelled)
        .waits(queued, WaitReason.SLEEP, 120, 140, 0)
        .ends(340, Ending.FAILED);
  }

  private static String draw(RunTrace trace, Terminal terminal) {
    return draw(trace, terminal, TerminalTimeline.DEFAULT_ROWS);
  }

  private static String draw(RunTrace trace, Terminal terminal, int rows) {
    return new TerminalTimeline(terminal).withRows(rows).draw(Timeline.of(trace));
  }
}
