package org.springframework.cloud.openfeign;

/** As much of it as the tests need. */
public @interface FeignClient {
  String value() default "";
}
