package dev.meanwhile.check;

import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceText;
import java.util.HashSet;
import java.util.Set;

/** Counts what was read, and how much of it has types. */
final class CoverageCount {
  private int calls;
  private int typed;

  private CoverageCount() {}

  static Report.Coverage of(SourceGroup group, Program program) {
    var count = new CoverageCount();
    Set<SourceText> files = new HashSet<>();
    for (TypeDeclaration type : program.types()) {
      files.add(type.file());
      type.methods().forEach(count::add);
    }
    int lines = files.stream().mapToInt(SourceText::lines).sum();
    return new Report.Coverage((int) group.files().count(), lines, count.calls, count.typed);
  }

  private void add(Method method) {
    for (Call call : method.all(Call.class)) {
      if (call.receiver() != null) {
        calls++;
        typed += call.receiver().type().isKnown() ? 1 : 0;
      }
    }
  }
}
