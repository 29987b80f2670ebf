/**
 * A small shop behind HTTP, written twice: {@link dev.meanwhile.examples.shop.ByHand} and {@link
 * dev.meanwhile.examples.shop.WithMeanwhile}. Start {@link dev.meanwhile.examples.shop.Shop} to use
 * it, {@link dev.meanwhile.examples.shop.ShopLoad} to compare the two, and {@link
 * dev.meanwhile.examples.shop.ShopTimelines} to see when they wait.
 *
 * <p>Every query ends with {@code offset network_distance() rows}. That is the way to a database
 * that runs in this process and would answer at once: see {@link
 * dev.meanwhile.examples.shop.NetworkDistance}.
 */
@NullMarked
package dev.meanwhile.examples.shop;

import org.jspecify.annotations.NullMarked;
