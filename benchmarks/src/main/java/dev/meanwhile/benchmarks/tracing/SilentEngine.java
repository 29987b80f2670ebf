package dev.meanwhile.benchmarks.tracing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import org.jspecify.annotations.Nullable;

/** Loads the engine a second time, without the code that makes events for observers. */
final class SilentEngine extends ClassLoader {
  private static final String EVENTS = "dev.meanwhile.runtime.Events";

  SilentEngine(ClassLoader parent) {
    super(parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOfEngine(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private static boolean isOfEngine(String name) {
    return name.startsWith(Work.class.getName())
        || name.startsWith("dev.meanwhile.") && !name.startsWith("dev.meanwhile.benchmarks.");
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte @Nullable [] bytes = bytes(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] wanted = name.equals(EVENTS) ? emptied(bytes) : bytes;
    return defineClass(name, wanted, 0, wanted.length);
  }

  private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** All that tells something tells nothing. */
  private static byte[] emptied(byte[] bytes) {
    var file = ClassFile.of();
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethods(SilentEngine::tells, SilentEngine::empty));
  }

  private static boolean tells(MethodModel method) {
    return method.methodType().stringValue().endsWith(")V")
        && !method.flags().has(AccessFlag.PRIVATE);
  }

  private static void empty(MethodBuilder method, MethodElement element) {
    if (element instanceof CodeModel) {
      method.withCode(CodeBuilder::return_);
    } else {
      method.with(element);
    }
  }
}
