package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How all contenders did one variant of a workload, the quickest first. */
public record Standings(Workload workload, Variant variant, List<Score> scores) {
  /** Sorts them. */
  public Standings {
    scores = scores.stream().sorted(Comparator.comparingDouble(Score::nanos)).toList();
  }

  /** That of Meanwhile. */
  public Optional<Score> ours() {
    return with(Role.OURS).findFirst();
  }

  /** The quickest by hand. */
  public Optional<Score> floor() {
    return with(Role.FLOOR).findFirst();
  }

  /** The quickest other library. */
  public Optional<Score> bestPeer() {
    return peers().findFirst();
  }

  /** All other libraries, the quickest first. */
  public Stream<Score> peers() {
    return with(Role.PEER);
  }

  /** That of the contender of this name. */
  public Optional<Score> named(String name) {
    return scores.stream().filter(score -> score.entrant().name().equals(name)).findFirst();
  }

  private Stream<Score> with(Role role) {
    return scores.stream().filter(score -> score.entrant().role() == role);
  }
}
