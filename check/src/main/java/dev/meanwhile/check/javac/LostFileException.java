package dev.meanwhile.check.javac;

import dev.meanwhile.check.Problem;

/** The compiler has failed on a file. */
final class LostFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  LostFileException(Problem problem, Throwable failure) {
    super(problem.toString(), failure);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
