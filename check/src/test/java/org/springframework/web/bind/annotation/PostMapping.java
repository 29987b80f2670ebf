package org.springframework.web.bind.annotation;

/** As much of it as the tests need. */
public @interface PostMapping {
  String value() default "";
}
