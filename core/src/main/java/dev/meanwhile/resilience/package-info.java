/**
 * What to do about calls that fail, hang, or come too often.
 *
 * <table>
 * <caption>Which policy?</caption>
 * <tr><th>You want</th><th>Use</th></tr>
 * <tr><td>another attempt after a failure that may pass</td><td>{@link dev.meanwhile.resilience.Retry}</td></tr>
 * <tr><td>no more starts than a server allows</td><td>{@link dev.meanwhile.resilience.RateLimit},
 * {@link dev.meanwhile.resilience.KeyedRateLimit}</td></tr>
 * <tr><td>no more calls to what keeps failing</td><td>{@link dev.meanwhile.resilience.CircuitBreaker}</td></tr>
 * <tr><td>a time limit for each attempt, or for all</td><td>{@link dev.meanwhile.resilience.Within}</td></tr>
 * <tr><td>another attempt when one is slow</td><td>{@link dev.meanwhile.resilience.Hedge}</td></tr>
 * <tr><td>another source when one fails</td><td>{@link dev.meanwhile.resilience.Fallback}</td></tr>
 * <tr><td>several of these around one call</td><td>{@link dev.meanwhile.resilience.Policy#of Policy.of}</td></tr>
 * </table>
 *
 * <p>They run a task on the calling thread (a hedge: on threads of its own), throw what it throws
 * as itself, and wait by the clock of the run, so that tests run on virtual time. Each wait can be
 * cut by a deadline or an interrupt. A cancelled call is never repeated.
 */
@NullMarked
package dev.meanwhile.resilience;

import org.jspecify.annotations.NullMarked;
