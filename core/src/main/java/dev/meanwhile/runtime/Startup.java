package dev.meanwhile.runtime;

import dev.meanwhile.observe.ObserverProvider;
import java.util.ServiceLoader;

/** Starts the observers that the command line asks for. */
final class Startup {
  private static final String PROPERTY = "meanwhile.trace";

  private Startup() {}

  static void run() {
    String setting = System.getProperty(PROPERTY);
    if (setting != null) {
      try {
        start(setting);
      } catch (Throwable failure) {
        complain(setting, failure.toString());
      }
    }
  }

  private static void start(String setting) {
    var providers =
        ServiceLoader.load(ObserverProvider.class, ObserverProvider.class.getClassLoader());
    boolean found = false;
    for (ObserverProvider provider : providers) {
      found = true;
      provider.start(setting);
    }
    if (!found) {
      complain(setting, "meanwhile-trace is neither on the class path nor on the module path");
    }
  }

  private static void complain(String setting, String problem) {
    System.err.println("meanwhile: -D" + PROPERTY + "=" + setting + " does nothing: " + problem);
  }
}
