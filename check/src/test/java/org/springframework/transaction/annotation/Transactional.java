package org.springframework.transaction.annotation;

/** As much of it as the tests need. */
public @interface Transactional {
  boolean readOnly() default false;
}
