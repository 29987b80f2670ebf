package dev.meanwhile.io.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs the server: this user, or, since PostgreSQL refuses to run as root, somebody who may do
 * nothing.
 *
 * @param command what begins a command that runs so
 * @param uid whose files are, or -1 for whoever makes them
 */
record UnprivilegedAccount(List<String> command, int uid) {
  private static final int NOBODY = 65_534;

  /**
   * Finds one that may read {@code home}.
   *
   * @param home a new directory
   */
  static UnprivilegedAccount find(Path home) throws IOException, InterruptedException {
    if (!Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"))) {
      return new UnprivilegedAccount(List.of(), -1);
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (UnprivilegedAccount candidate : candidates()) {
      if (candidate.canEnter(home)) {
        return candidate;
      }
    }
    throw new IOException(
        "it does not run as root, and nobody else can run it: setpriv, runuser and unshare are"
            + " missing or forbidden, or "
            + home
            + " cannot be entered by others");
  }

  private static List<UnprivilegedAccount> candidates() {
    String id = Integer.toString(NOBODY);
    return List.of(
        new UnprivilegedAccount(
            List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups"), NOBODY),
        new UnprivilegedAccount(List.of("runuser", "-u", "nobody", "--"), NOBODY),
        // In a user namespace of its own, root is nobody, and what belongs to root is nobody's.
        new UnprivilegedAccount(List.of("unshare", "--user"), -1));
  }

  private boolean canEnter(Path home) throws InterruptedException {
    try {
      Process test =
          process("sh", "-c", "test \"$(id -u)\" != 0 && cd \"$0\"", home.toString()).start();
      test.inputReader().readAllLines();
      return test.waitFor() == 0;
    } catch (IOException | java.io.UncheckedIOException missing) {
      return false;
    }
  }

  /** A process that runs so, with its errors among its output. */
  ProcessBuilder process(String... words) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(words));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
  }

  /** Gives a file or a directory to it, and to nobody else. */
  void own(Path path) throws IOException {
    String permissions = Files.isDirectory(path) ? "rwx------" : "rw-------";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    if (uid >= 0) {
      Files.setAttribute(path, "unix:uid", uid);
    }
  }
}
