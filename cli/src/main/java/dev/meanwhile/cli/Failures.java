package dev.meanwhile.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says why a command failed: in a line where the user can help it, with the stack where we erred.
 */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (failure instanceof IOException) {
      err.println(name + ": " + message(failure));
    } else {
      err.println(name + ": this is a bug in meanwhile, please report it:");
      failure.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case NoSuchFileException e -> e.getFile() + ": there is no such file";
      case AccessDeniedException e -> e.getFile() + ": access is denied";
      case FileAlreadyExistsException e -> e.getFile() + ": is a file, not a folder";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
