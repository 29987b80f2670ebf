package dev.meanwhile.cli;

import dev.meanwhile.trace.LatencyShare;
import dev.meanwhile.trace.PathPiece;
import dev.meanwhile.trace.Timeline;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells programs what decided how long a run took. */
final class CriticalJson {
  private record Document(
      String run, long nanos, boolean isWhole, List<Step> steps, List<Piece> pieces) {}

  private record Step(
      long task, String name, String kind, @Nullable String reason, long nanos, double share) {}

  private record Piece(long task, String name, String kind, long from, long to) {}

  private CriticalJson() {}

  /** One JSON document. */
  static String of(Timeline timeline) {
    var steps = LatencyShare.of(timeline).stream().map(CriticalJson::step).toList();
    var pieces = timeline.criticalPath().stream().map(CriticalJson::piece).toList();
    var document =
        new Document(timeline.name(), timeline.nanos(), timeline.isWhole(), steps, pieces);
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private static Step step(LatencyShare share) {
    return new Step(
        share.task(),
        share.name(),
        lower(share.kind()),
        share.reason() == null ? null : lower(share.reason()),
        share.nanos(),
        share.share());
  }

  private static Piece piece(PathPiece piece) {
    return new Piece(piece.task(), piece.name(), lower(piece.kind()), piece.from(), piece.to());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
