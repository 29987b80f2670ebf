package dev.meanwhile.trace.foreign;

import java.util.List;

/** Whose code a class is. */
enum Owner {
  PROGRAM,
  JDK,
  /** What speaks to another process: what it calls back is part of that. */
  CLIENT,
  LIBRARY;

  private static final List<String> OF_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final List<String> OF_CLIENTS =
      List.of(
          "com.ibm.db2.",
          "com.mchange.v2.",
          "com.microsoft.sqlserver.",
          "com.mongodb.",
          "com.mysql.",
          "com.zaxxer.hikari.",
          "io.lettuce.",
          "jdk.internal.net.http.",
          "okhttp3.",
          "oracle.jdbc.",
          "oracle.net.",
          "oracle.ucp.",
          "org.apache.commons.dbcp2.",
          "org.apache.derby.",
          "org.apache.hc.client5.",
          "org.apache.http.",
          "org.apache.tomcat.jdbc.",
          "org.h2.",
          "org.hsqldb.",
          "org.mariadb.",
          "org.postgresql.",
          "org.sqlite.",
          "redis.clients.",
          "sun.net.www.protocol.http");

  private static final List<String> OF_LIBRARIES =
      List.of(
          "ch.qos.logback.",
          "com.fasterxml.",
          "com.google.common.",
          "feign.",
          "groovy.",
          "io.grpc.",
          "io.helidon.",
          "io.micrometer.",
          "io.micronaut.",
          "io.netty.",
          "io.quarkus.",
          "io.smallrye.",
          "io.undertow.",
          "io.vertx.",
          "jakarta.",
          "kotlin.",
          "kotlinx.",
          "org.apache.",
          "org.eclipse.",
          "org.glassfish.",
          "org.hibernate.",
          "org.jboss.",
          "org.jdbi.",
          "org.jooq.",
          "org.junit.",
          "org.slf4j.",
          "org.springframework.",
          "reactor.",
          "retrofit2.",
          "scala.",
          "software.amazon.",
          "tools.jackson.");

  /** Whose a class of that full name is. */
  static Owner of(String type) {
    if (isIn(type, OF_CLIENTS)) {
      return CLIENT;
    }
    if (isIn(type, OF_JDK)) {
      return JDK;
    }
    return isIn(type, OF_LIBRARIES) || isGenerated(type) ? LIBRARY : PROGRAM;
  }

  private static boolean isIn(String type, List<String> packages) {
    return packages.stream().anyMatch(type::startsWith);
  }

  /** Proxies, which stand between a call and what it calls, in any package. */
  private static boolean isGenerated(String type) {
    return type.contains("$$") || type.contains("$Proxy");
  }
}
