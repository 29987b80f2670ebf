package dev.meanwhile.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command did: its exit code and what it printed. */
public record Result(int exitCode, String out, String err) {
  /** Runs the command in this process. */
  public static Result of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode = MeanwhileCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }
}
