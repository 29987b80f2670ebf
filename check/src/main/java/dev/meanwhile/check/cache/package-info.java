/** Keeps what checks have come to, for as long as nothing changes that they depend on. */
@NullMarked
package dev.meanwhile.check.cache;

import org.jspecify.annotations.NullMarked;
