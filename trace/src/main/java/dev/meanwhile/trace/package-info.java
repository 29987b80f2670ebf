/**
 * Sees what happened: a {@link dev.meanwhile.trace.Recorder} keeps the events of runs, a {@link
 * dev.meanwhile.trace.Timeline} says from them who waited for whom and what decided the latency,
 * and a {@link dev.meanwhile.trace.TerminalTimeline} draws it.
 *
 * <pre>{@code
 * var recorder = new Recorder();
 * var page = recorder.watch("page", () -> all(api::user, api::orders, Page::new));
 * System.out.print(new TerminalTimeline(Terminal.detect()).draw(recorder.runs()));
 * }</pre>
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.trace;

import org.jspecify.annotations.NullMarked;
