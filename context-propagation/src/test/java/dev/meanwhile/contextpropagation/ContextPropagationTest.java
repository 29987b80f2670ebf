package dev.meanwhile.contextpropagation;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.ContextCarrier.Captured;
import dev.meanwhile.testing.LeakGuard;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ContextPropagationTest {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();
  private static final ThreadLocal<String> LOCALE = new ThreadLocal<>();

  private final ContextRegistry registry = ContextRegistry.getInstance();
  private final ContextCarrier carrier = ContextPropagation.carrier();

  @BeforeEach
  void register() {
    registry.registerThreadLocalAccessor("user", USER);
    registry.registerThreadLocalAccessor("locale", LOCALE);
  }

  @AfterEach
  void remove() {
    registry.removeThreadLocalAccessor("user");
    registry.removeThreadLocalAccessor("locale");
    USER.remove();
    LOCALE.remove();
  }

  private Captured captured(String user, String locale) {
    set(user, locale);
    return carrier.capture();
  }

  private static void set(String user, String locale) {
    USER.set(user);
    LOCALE.set(locale);
  }

  private static List<String> present() {
    return List.of(String.valueOf(USER.get()), String.valueOf(LOCALE.get()));
  }

  @Nested
  class InATask {
    @Test
    void isEveryValueOfTheThreadThatStartsIt() throws Exception {
      set("ada", "fr");

      try (var _ = carrier.install()) {
        assertThat(all(List.of(ContextPropagationTest::present, ContextPropagationTest::present)))
            .containsOnly(List.of("ada", "fr"));
      }
    }

    @Test
    void isNothingOnceTheRegistrationIsClosed() throws Exception {
      set("ada", "fr");
      carrier.install().close();

      assertThat(all(List.of(ContextPropagationTest::present)))
          .containsOnly(List.of("null", "null"));
    }

    @Test
    void isWhatWasThereWhenItWasStarted() throws Exception {
      try (var _ = carrier.install()) {
        USER.set("ada");
        List<String> seen =
            scope(s -> {
              var ada = s.start(() -> USER.get());
              USER.set("grace");
              var grace = s.start(() -> USER.get());
              return List.of(ada.get(), grace.get());
            });

        assertThat(seen).containsExactly("ada", "grace");
      }
    }

    @Test
    void areAlsoTheValuesOfAnAccessorThatWasRegisteredAfterTheInstall() throws Exception {
      var late = ThreadLocal.withInitial(() -> "unset");
      late.set("late");

      try (var _ = carrier.install()) {
        registry.registerThreadLocalAccessor("late", late);
        assertThat(all(List.of(late::get))).containsExactly("late");
      } finally {
        registry.removeThreadLocalAccessor("late");
      }
    }

    @Test
    void areOnlyTheKeysThatAFactoryOfYourOwnCaptures() throws Exception {
      var usersOnly =
          ContextSnapshotFactory.builder()
              .clearMissing(true)
              .captureKeyPredicate("user"::equals)
              .build();
      set("ada", "fr");

      try (var _ = ContextPropagation.carrier(usersOnly).install()) {
        assertThat(all(List.of(ContextPropagationTest::present)))
            .containsOnly(List.of("ada", "null"));
      }
    }
  }

  @Nested
  class AfterTheTask {
    private final IOException failure = new IOException("task");
    private Captured ada;

    @BeforeEach
    void capture() {
      ada = captured("ada", "fr");
    }

    @Test
    void isExactlyWhatWasThereBefore() throws Exception {
      set("grace", "en");

      List<String> inside = ada.call(ContextPropagationTest::present);

      assertThat(inside).containsExactly("ada", "fr");
      assertThat(present()).containsExactly("grace", "en");
    }

    @Test
    void isExactlyWhatWasThereBeforeAlsoWhenItThrows() {
      set("grace", "en");

      assertThatThrownBy(() ->
              ada.call(() -> {
                set("changed", "changed");
                throw failure;
              }))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();

      assertThat(present()).containsExactly("grace", "en");
    }

    @Test
    void isNothingWhereNothingWasBefore() throws Exception {
      USER.remove();
      LOCALE.remove();

      ada.call(() -> null);

      assertThat(present()).containsExactly("null", "null");
    }

    @Test
    void isWhatWasThereAlsoForKeysThatWereNotCaptured() throws Exception {
      LOCALE.remove();
      USER.set("ada");
      Captured withoutLocale = carrier.capture();
      set("grace", "en");

      List<String> inside =
          withoutLocale.call(() -> {
            List<String> arrived = present();
            LOCALE.set("changed");
            return arrived;
          });

      assertThat(inside).as("what was not there is cleared").containsExactly("ada", "null");
      assertThat(present()).containsExactly("grace", "en");
    }

    @Test
    void canTheSameCaptureBeUsedAgain() throws Exception {
      USER.remove();

      ada.call(() -> ada.call(() -> null));

      assertThat(ada.call(() -> USER.get())).isEqualTo("ada");
      assertThat(USER.get()).isNull();
    }
  }

  @Nested
  class TwoCaptures {
    @Test
    void areEqualWhereAllValuesAre() {
      assertThat(captured("ada", "fr")).isEqualTo(captured("ada", "fr"));
      assertThat(captured("ada", "fr")).hasSameHashCodeAs(captured("ada", "fr"));
    }

    @Test
    void areEqualWhereTheyComeFromTwoCarriersOfTheSameKind() {
      assertThat(captured("ada", "fr")).isEqualTo(ContextPropagation.carrier().capture());
    }

    @Test
    void ofNothingAreEqual() {
      assertThat(carrier.capture()).isEqualTo(carrier.capture());
      assertThat(carrier.capture()).hasSameHashCodeAs(carrier.capture());
    }

    @Test
    void areUnequalWhereOneValueIs() {
      assertThat(captured("ada", "fr"))
          .isNotEqualTo(captured("grace", "fr"))
          .isNotEqualTo(captured("ada", "en"));
    }

    @Test
    void areUnequalWhereOneHasAValueMore() {
      Captured nothing = carrier.capture();
      USER.set("ada");
      Captured userOnly = carrier.capture();

      assertThat(List.of(nothing, userOnly, captured("ada", "fr"))).doesNotHaveDuplicates();
    }

    @Test
    void areUnequalWhereTheSameValuesHaveOtherKeys() {
      assertThat(captured("ada", "fr")).isNotEqualTo(captured("fr", "ada"));
    }

    @Test
    void areUnequalWhereOneWouldLeaveWhatTheOtherClears() {
      var leavesMissing = ContextSnapshotFactory.builder().clearMissing(false).build();

      assertThat(carrier.capture())
          .isNotEqualTo(ContextPropagation.carrier(leavesMissing).capture());
    }

    @Test
    void keepTheirMeaningWhenTheThreadGoesOn() {
      Captured before = captured("ada", "fr");
      int hash = before.hashCode();
      set("grace", "en");

      assertThat(before).hasSameHashCodeAs(hash).isNotEqualTo(carrier.capture());
    }
  }

  @Nested
  class ACapture {
    @Test
    void readsEachAccessorOnceAndSetsNothing() {
      var reads = new AtomicInteger();
      registry.registerThreadLocalAccessor(
          "counted", reads::incrementAndGet, _ -> reads.addAndGet(100), () -> reads.addAndGet(100));
      try {
        carrier.capture();
      } finally {
        registry.removeThreadLocalAccessor("counted");
      }

      assertThat(reads).hasValue(1);
    }

    @Test
    void needsAFactory() {
      assertThatThrownBy(() -> ContextPropagation.carrier(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("factory");
    }
  }
}
