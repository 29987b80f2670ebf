/**
 * Parallel by default, sequential by dependency, bounded by capacity: the verbs and nouns of every
 * day.
 *
 * <table>
 * <caption>Which verb?</caption>
 * <tr><th>You have</th><th>Use</th></tr>
 * <tr><td>two to five calls that do not need each other</td><td>{@link dev.meanwhile.Meanwhile#all all}</td></tr>
 * <tr><td>the same, and some may fail</td><td>{@link dev.meanwhile.Meanwhile#settle settle}</td></tr>
 * <tr><td>many elements, one call each</td><td>{@link dev.meanwhile.Meanwhile#map map}, {@code mapSettled}, {@code mapEach}</td></tr>
 * <tr><td>several places that can answer</td><td>{@code any} (first success), {@code race} (first to finish), {@code hedge} (one after
 * the other, each after a delay)</td></tr>
 * <tr><td>a time limit</td><td>{@code within}, {@code withinOr}</td></tr>
 * <tr><td>calls that need some of the others</td><td>{@link dev.meanwhile.Scope scope} and {@link dev.meanwhile.Later}</td></tr>
 * <tr><td>the same in a fixed shape, to be named, drawn and reused</td><td>{@link dev.meanwhile.plan.Plan}</td></tr>
 * <tr><td>work that somebody may stop</td><td>{@code unless}, {@link dev.meanwhile.Cancellation} and {@link dev.meanwhile.CancelSignal}</td></tr>
 * <tr><td>something to clean up, whatever happens</td><td>{@code using}, {@code shield}, {@code closing}, {@code discarding}</td></tr>
 * <tr><td>a failure to look at rather than to throw</td><td>{@code outcome}</td></tr>
 * </table>
 *
 * <p>Exceptions of your tasks arrive as themselves: the same object, the checked type kept by the
 * compiler, the failures of siblings suppressed on it. Our own are unchecked, under {@link
 * dev.meanwhile.MeanwhileException}. A timeout is {@link dev.meanwhile.DeadlineExceeded}; it is
 * never a kind of cancellation.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so; a null argument is a
 * {@link NullPointerException} at once. What a task returns may be {@code null}.
 */
@NullMarked
package dev.meanwhile;

import org.jspecify.annotations.NullMarked;
