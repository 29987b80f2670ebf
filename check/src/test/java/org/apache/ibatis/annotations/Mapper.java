package org.apache.ibatis.annotations;

/** As much of it as the tests need. */
public @interface Mapper {}
