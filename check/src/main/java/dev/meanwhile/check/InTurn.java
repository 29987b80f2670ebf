package dev.meanwhile.check;

/** Passes on what a group comes to when it is the turn of the group. */
record InTurn(Turns.Turn turn, GroupListener listener) implements GroupListener {
  @Override
  public void found(RawFinding finding) {
    turn.say(() -> listener.found(finding));
  }

  @Override
  public void failed(Problem problem) {
    turn.say(() -> listener.failed(problem));
  }

  @Override
  public void read(Report.Coverage coverage) {
    turn.say(() -> listener.read(coverage));
  }
}
