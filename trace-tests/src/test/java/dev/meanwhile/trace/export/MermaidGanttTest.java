package dev.meanwhile.trace.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Story;
import org.junit.jupiter.api.Test;

class MermaidGanttTest {
  @Test
  void aRunIsAChart() throws Exception {
    assertThat(chart(Samples.everything()))
        .isEqualTo(
            """
            gantt
              title page (ms)
              dateFormat x
              axisFormat %Q
              section Tasks
              ▸ page :crit, t1, 0, 210
              – user :crit, t2, 2, 80
              – team :crit, t3, 2, 200
              – queued :done, t4, 80, 120
              – bad (failed) :active, t5, 2, 60
              – late (cancelled) :active, t6, 2, 90
            """);
  }

  @Test
  void aShortRunIsInMicroseconds() throws Exception {
    var story = new Story("quick");
    story.task("a", 1, 0.25, 1.5);

    assertThat(chart(story.ends(2))).contains("title quick (µs)", "– a :done, t2, 250, 1500\n");
  }

  @Test
  void signsOfTheLanguageAreLeftOutOfNames() throws Exception {
    assertThat(chart(Samples.named("a: b; #c %% <d>\n\"e\"")))
        .contains("title a b c d e (ms)", "– a b c d e :crit");
  }

  @Test
  void aNameCannotBeAWordOfTheLanguage() throws Exception {
    assertThat(chart(Samples.named("section x")).lines())
        .filteredOn(line -> line.strip().startsWith("section"))
        .containsExactly("  section Tasks");
  }

  @Test
  void ofManyTasksTheCriticalAndTheLongestAreWritten() throws Exception {
    var story = new Story("wide");
    for (int i = 0; i < 300; i++) {
      story.task("long " + i, 1, 100, 900);
    }
    long critical = story.task("decides", 1, 0, 60);
    story.waits(1, WaitReason.RESULT, 0, 60, critical);

    assertThat(chart(story.ends(1000)))
        .contains("– decides :crit", "%% 102 shorter tasks left out")
        .hasSizeLessThan(50_000);
  }

  private static String chart(RunTrace trace) throws Exception {
    return Samples.text(new MermaidGantt(), trace);
  }
}
