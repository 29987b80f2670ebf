/**
 * The demo: everyday shapes of waiting, by hand and with Meanwhile, on a real server and a real
 * database inside this process. The shapes are the place to read.
 */
@NullMarked
package dev.meanwhile.cli.demo;

import org.jspecify.annotations.NullMarked;
