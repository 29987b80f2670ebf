package dev.meanwhile.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What all rules have found in a group, before the options and the configuration choose. */
record GroupReport(List<RawFinding> findings, List<Problem> problems, Report.Coverage coverage)
    implements Serializable {
  GroupReport {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
  }

  /** Tells all of it. */
  void tell(GroupListener listener) {
    problems.forEach(listener::failed);
    listener.read(coverage);
    findings.forEach(listener::found);
  }

  /** Writes down what a listener hears. */
  static final class Recorder implements GroupListener {
    private final GroupListener listener;
    private final List<RawFinding> findings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Report.Coverage coverage = Report.Coverage.NOTHING;

    Recorder(GroupListener listener) {
      this.listener = listener;
    }

    @Override
    public void found(RawFinding finding) {
      findings.add(finding);
      listener.found(finding);
    }

    @Override
    public void failed(Problem problem) {
      problems.add(problem);
      listener.failed(problem);
    }

    @Override
    public void read(Report.Coverage more) {
      coverage = coverage.and(more);
      listener.read(more);
    }

    /** What was heard so far. */
    GroupReport report() {
      return new GroupReport(findings, problems, coverage);
    }
  }
}
