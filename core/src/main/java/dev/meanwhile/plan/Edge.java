package dev.meanwhile.plan;

/**
 * A dependency: the step {@code to} waits for the step {@code from}.
 *
 * @param from the name of a step
 * @param to the name of a step
 */
public record Edge(String from, String to) {}
