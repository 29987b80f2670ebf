package dev.meanwhile.stream;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Link} headers (RFC 8288, sections 3 and B.2). */
final class LinkHeader {
  private static final Pattern TARGET = Pattern.compile("[\\s,]*<([^>]*)>");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*;\\s*([^\\s=;,\"]*)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;,]*)))?");

  private LinkHeader() {}

  /**
   * The target of the first link whose relation is {@code next}, or null if there is none.
   *
   * @param context what was requested; the target may be relative to it
   */
  static @Nullable URI next(URI context, List<String> headers) {
    for (String header : headers) {
      for (Link link : links(header)) {
        if (link.isNext()) {
          return resolved(context, link.target.strip());
        }
      }
    }
    return null;
  }

  /**
   * A bare query replaces the one of the context (RFC 3986, 5.2.2), unlike in {@link URI#resolve}.
   */
  private static URI resolved(URI context, String target) {
    if (!target.startsWith("?")) {
      return context.resolve(target);
    }
    String text = context.toString();
    return URI.create(text.split("[?#]", 2)[0] + target);
  }

  /** The links up to the first that is none. */
  private static List<Link> links(String header) {
    var links = new ArrayList<Link>();
    Matcher target = TARGET.matcher(header);
    Matcher parameter = PARAMETER.matcher(header);
    int at = 0;
    while (target.region(at, header.length()).lookingAt()) {
      at = target.end();
      String relation = null;
      boolean elsewhere = false;
      while (parameter.region(at, header.length()).lookingAt()) {
        at = parameter.end();
        String name = parameter.group(1);
        elsewhere |= name.equalsIgnoreCase("anchor");
        if (relation == null && name.equalsIgnoreCase("rel")) {
          relation = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        }
      }
      links.add(new Link(target.group(1), relation, elsewhere));
    }
    return links;
  }

  /**
   * One link.
   *
   * @param relation its types, separated by spaces; the first parameter of that name counts
   * @param elsewhere whether it says that it is the link of something else
   */
  private record Link(String target, @Nullable String relation, boolean elsewhere) {
    boolean isNext() {
      return relation != null
          && !elsewhere
          && Arrays.stream(relation.strip().split("\\s+")).anyMatch("next"::equalsIgnoreCase);
    }
  }
}
