package dev.meanwhile.io.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of a PostgreSQL server, as the Maven artifact for this platform packs them. */
final class PostgresArchive {
  private static final int EXECUTABLE = 0100;

  private PostgresArchive() {}

  /** Whether there are such artifacts for this platform; the pom names the one. */
  static boolean isForThisPlatform() {
    return Set.of("linux", "darwin").contains(system())
        && Set.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch"));
  }

  static void unpackTo(Path home) throws IOException {
    String name = "/postgres-%s-%s.txz".formatted(system(), architecture());
    InputStream packed = PostgresArchive.class.getResourceAsStream(name);
    if (packed == null) {
      throw new IOException(
          "no PostgreSQL for this platform on the class path: "
              + name
              + "; see postgres-server.platform in the pom");
    }
    try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, home.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(InputStream tar, TarArchiveEntry entry, Path path) throws IOException {
    open(Files.createDirectories(path.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isDirectory()) {
      open(Files.createDirectories(path));
    } else {
      Files.copy(tar, path);
      if ((entry.getMode() & EXECUTABLE) != 0) {
        open(path);
      } else {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }

  /** Whoever runs the server is not the one who unpacks it. */
  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String system() {
    String name = System.getProperty("os.name");
    return name.startsWith("Mac") ? "darwin" : name.toLowerCase(Locale.ROOT);
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }
}
