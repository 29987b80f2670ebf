package dev.meanwhile.check;

import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program wrote: files whose head says so, and types with an annotation that does. */
final class Generated {
  private final Map<SourceText, Boolean> files = new HashMap<>();
  private final Map<SourceText, List<Span>> types = new HashMap<>();

  private Generated() {}

  static Generated in(Program program) {
    var generated = new Generated();
    program.types().forEach(generated::look);
    return generated;
  }

  private void look(TypeDeclaration type) {
    files.computeIfAbsent(type.file(), SourceText::isGenerated);
    if (type.annotations().stream().anyMatch(each -> each.simpleName().endsWith("Generated"))) {
      types.computeIfAbsent(type.file(), _ -> new ArrayList<>()).add(type.at());
    }
  }

  /** Whether a method is in one of them. Lombok adds such types to files that people wrote. */
  boolean contains(Method method) {
    return files.getOrDefault(method.file(), false)
        || types.getOrDefault(method.file(), List.of()).stream()
            .anyMatch(type -> type.contains(method.at()));
  }
}
