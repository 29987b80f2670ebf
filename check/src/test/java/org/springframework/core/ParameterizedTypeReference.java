package org.springframework.core;

/** As much of it as the tests need. */
public abstract class ParameterizedTypeReference<T> {}
