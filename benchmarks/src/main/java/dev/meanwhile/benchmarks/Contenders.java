package dev.meanwhile.benchmarks;

/** Creates contenders; they and their constructors are not public. */
final class Contenders {
  private Contenders() {}

  static <T> T create(String name, Class<T> type) throws ReflectiveOperationException {
    var constructor = Class.forName(name).asSubclass(type).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }
}
