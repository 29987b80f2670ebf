/**
 * A thin layer over {@link java.net.http.HttpClient} that keeps to deadlines and cancels: {@link
 * dev.meanwhile.io.http.Http} makes an {@link dev.meanwhile.io.http.HttpCall}, which is sent by the
 * method that names the result.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.io.http;

import org.jspecify.annotations.NullMarked;
