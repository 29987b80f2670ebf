package dev.meanwhile.trace.whatif;

/**
 * A limit, as far as a recording tells limits apart: by name, and where more permits of one name
 * were held than it has, by the verb call that used it.
 *
 * @param scope the verb call, or 0 where the name is enough
 */
record LimitKey(String name, long scope) {}
