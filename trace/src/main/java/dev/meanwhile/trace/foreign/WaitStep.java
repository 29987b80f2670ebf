package dev.meanwhile.trace.foreign;

/**
 * A line of a method, and what was waited for there.
 *
 * @param line the line of the method
 * @param callSite where the program's own code ends: the line itself, or one in what it calls
 * @param kind what it waited in: {@code socket read}, {@code sleep} and so on
 * @param waits how many waits were recorded
 * @param nanos how long they took together
 */
public record WaitStep(CallSite line, CallSite callSite, String kind, int waits, long nanos) {
  WaitStep plus(WaitStep other) {
    return new WaitStep(line, callSite, kind, waits + other.waits, nanos + other.nanos);
  }
}
