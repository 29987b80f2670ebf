package dev.meanwhile.resilience;

/**
 * Marks an exception after which no other attempt makes sense: no {@link Retry} makes one, whatever
 * it was told to retry on.
 */
public interface Unretryable {}
