package dev.meanwhile.io.http;

import java.net.URI;

/** How requests and answers are named in messages. */
final class Wording {
  private static final int LONGEST = 200;

  private Wording() {}

  /** Method and place, without query and user: those may be secret. */
  static String of(String method, URI uri) {
    String path = uri.getRawPath();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return method + " " + uri.getScheme() + "://" + uri.getHost() + port + path;
  }

  /** The beginning of a text, on one line. */
  static String line(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
