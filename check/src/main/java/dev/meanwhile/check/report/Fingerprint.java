package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What stays of a finding when lines move, code is indented anew, or the folder of the file is
 * another: its rule, the name of its file, and the code of its lines without white space.
 *
 * <p>Equal code in one file has equal fingerprints: whoever compares has to count.
 */
final class Fingerprint {
  private static final int BYTES = 12;

  private Fingerprint() {}

  static String of(Finding finding) {
    Set<String> code = new LinkedHashSet<>();
    code.add(line(finding.place()));
    finding.marks().forEach(mark -> code.add(line(mark.place())));
    return hash(
        finding.rule()
            + "\n"
            + finding.place().path().getFileName()
            + "\n"
            + String.join("\n", code));
  }

  private static String line(Place place) {
    return place.file().lineText(place.line()).replaceAll("\\s", "");
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
