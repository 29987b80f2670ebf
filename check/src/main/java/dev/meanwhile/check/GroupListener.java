package dev.meanwhile.check;

/** Hears what a check of a group comes to. */
interface GroupListener {
  /** Something was found. */
  void found(RawFinding finding);

  /** Something could not be analysed. */
  void failed(Problem problem);

  /** So much was read. */
  void read(Report.Coverage coverage);
}
