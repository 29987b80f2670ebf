/**
 * Plans: typed graphs of dependent calls, as values that can be looked at before they run.
 *
 * <table>
 * <caption>Which form?</caption>
 * <tr><th>You have</th><th>Use</th></tr>
 * <tr><td>calls that need some of the others, always in the same shape</td><td>{@link dev.meanwhile.plan.Plan}</td></tr>
 * <tr><td>the same, and some throw a checked exception</td><td>{@link dev.meanwhile.plan.CheckedPlan}</td></tr>
 * <tr><td>a shape that depends on what comes back</td><td>{@link dev.meanwhile.Meanwhile#scope(dev.meanwhile.ScopeBody) scope}</td></tr>
 * </table>
 */
@NullMarked
package dev.meanwhile.plan;

import org.jspecify.annotations.NullMarked;
