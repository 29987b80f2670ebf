package dev.meanwhile.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that does a workload. It is found by being in the package of the workload: nothing
 * else has to be told of it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Contender {
  /** What it is called in tables: a library, or a way to do it by hand. */
  String value();

  /** What it is compared as. */
  Role role() default Role.PEER;

  /** Variants that it can do: regular expressions to be found in their text; all if empty. */
  String[] only() default {};

  /** Whether it, or its library, needs preview features of Java. */
  boolean preview() default false;
}
