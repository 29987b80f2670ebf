package dev.meanwhile.observe;

/**
 * Installs observers for a process that asks for them on its command line: with {@code
 * -Dmeanwhile.trace=SETTING}. Found by {@link java.util.ServiceLoader}, once, before the first run
 * of the process begins; without that property nobody looks.
 */
@FunctionalInterface
public interface ObserverProvider {
  /**
   * Installs what {@code setting} asks for. What it throws is printed to the standard error, and
   * the process goes on.
   *
   * @param setting the value of the property
   */
  void start(String setting);
}
