package dev.meanwhile.runtime;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the user's code something was started.
 *
 * <p>A lambda expression has a class of its own, so its place is looked for once and kept with the
 * class; for any other task the stack is walked each time.
 */
public final class Site {
  // Names, so that those of other modules can be among them.
  private static final Set<String> ENTRANCES =
      Set.of(
          "dev.meanwhile.Background",
          "dev.meanwhile.Background$Options",
          "dev.meanwhile.Meanwhile",
          "dev.meanwhile.CancelSignal",
          "dev.meanwhile.Scope",
          "dev.meanwhile.Claim",
          "dev.meanwhile.KeyedLimit",
          "dev.meanwhile.Limit",
          "dev.meanwhile.Loader",
          "dev.meanwhile.Mutex",
          "dev.meanwhile.KeyedMutex",
          "dev.meanwhile.Serial",
          "dev.meanwhile.observe.Observer",
          "dev.meanwhile.plan.CheckedPlan",
          "dev.meanwhile.plan.Draft",
          "dev.meanwhile.plan.Node",
          "dev.meanwhile.plan.Plan",
          "dev.meanwhile.plan.Steps",
          "dev.meanwhile.io.jdbc.Database",
          "dev.meanwhile.io.jdbc.Keyset",
          "dev.meanwhile.io.jdbc.Sql",
          "dev.meanwhile.testing.VirtualClock");

  /** As many frames of another thread a virtual machine shows, unless it is told otherwise. */
  private static final int MOST_OF_ANOTHER = 1024;

  /** How deep below the user's code we mostly are: what is walked beyond is fetched for nothing. */
  private static final int DEPTH = 12;

  private static final StackWalker WALKER = StackWalker.getInstance(Set.of(), DEPTH);

  /** Of so many places the text is made once; generated code could have any number. */
  private static final int MOST_TEXTS = 10_000;

  private static final Map<StackTraceElement, String> TEXTS = new ConcurrentHashMap<>();
  private static final ClassValue<Site> SEEN =
      new ClassValue<>() {
        @Override
        protected Site computeValue(Class<?> type) {
          return new Site();
        }
      };

  private volatile @Nullable StackTraceElement frame;

  private Site() {}

  /** The place in the user's code that passes {@code code} to us; to be called on its thread. */
  static @Nullable StackTraceElement of(Object code) {
    Class<?> type = code.getClass();
    if (!type.isHidden()) {
      return here();
    }
    Site site = SEEN.get(type);
    StackTraceElement known = site.frame;
    if (known == null) {
      known = here();
      site.frame = known;
    }
    return known;
  }

  /** The place in the user's code that calls us; to be called on its thread. */
  public static @Nullable StackTraceElement here() {
    return WALKER.walk(Site::firstOfUser);
  }

  /** A loop, because this is walked for every verb that somebody watches. */
  private static @Nullable StackTraceElement firstOfUser(Stream<StackFrame> frames) {
    for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
      StackFrame frame = all.next();
      String type = frame.getClassName();
      if (!isOurs(type) && !isOfJdk(type)) {
        return frame.toStackTraceElement();
      }
    }
    return null;
  }

  /** As a stack trace shows it. */
  static @Nullable String text(@Nullable StackTraceElement place) {
    if (place == null) {
      return null;
    }
    String known = TEXTS.get(place);
    if (known == null) {
      known = place.toString();
      if (TEXTS.size() < MOST_TEXTS) {
        TEXTS.put(place, known);
      }
    }
    return known;
  }

  /** The calling thread's stack from the user's code on. */
  static StackTraceElement[] trace() {
    return withoutOurs(Thread.currentThread().getStackTrace());
  }

  /** The frames of the user's code, from the one that called us on. */
  static StackTraceElement[] withoutOurs(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .dropWhile(frame -> isOurs(frame.getClassName()) || isOfJdk(frame.getClassName()))
        .filter(frame -> !isOurs(frame.getClassName()))
        .toArray(StackTraceElement[]::new);
  }

  /**
   * Where {@code thread}, which is inside of calls under a limit, made the one that has {@code
   * outer} others around it; null where that cannot be seen any more.
   */
  static @Nullable StackTraceElement ofCall(Thread thread, int outer) {
    boolean own = thread == Thread.currentThread();
    StackTraceElement[] frames = own ? wholeStack() : thread.getStackTrace();
    if (!own && frames.length >= MOST_OF_ANOTHER) {
      return null; // the outer calls are cut off
    }
    int left = outer;
    for (int i = frames.length - 1; i >= 0; i--) {
      if (isCall(frames[i]) && left-- == 0) {
        StackTraceElement[] calling = withoutOurs(Arrays.copyOfRange(frames, i, frames.length));
        return calling.length == 0 ? null : calling[0];
      }
    }
    return null;
  }

  private static StackTraceElement[] wholeStack() {
    return WALKER.walk(frames ->
        frames.map(StackWalker.StackFrame::toStackTraceElement).toArray(StackTraceElement[]::new));
  }

  private static boolean isCall(StackTraceElement frame) {
    return frame.getClassName().equals(CallLease.class.getName())
        && frame.getMethodName().equals("run");
  }

  private static boolean isOfJdk(String type) {
    return type.startsWith("java.") || type.startsWith("jdk.");
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev.meanwhile.runtime.")
        || type.startsWith("dev.meanwhile.resilience.")
        || type.startsWith("dev.meanwhile.stream.")
        || ENTRANCES.contains(type);
  }
}
