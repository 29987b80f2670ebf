package dev.meanwhile.conventions;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the calls, in one file, that sleep or ask the clock of the machine. */
final class RealTime extends TreeScanner<Void, Void> {

  private static final Set<String> ANY_ARGUMENTS =
      Set.of(
          "Thread.sleep",
          "System.currentTimeMillis",
          "System.nanoTime",
          "LockSupport.parkNanos",
          "LockSupport.parkUntil",
          "Clock.system",
          "Clock.systemUTC",
          "Clock.systemDefaultZone",
          "Assertions.assertTimeout",
          "Assertions.assertTimeoutPreemptively");

  /** With an argument, these ask a clock that is passed in. */
  private static final Set<String> NO_ARGUMENTS = Set.of("Instant.now");

  private static final Set<String> UNITS =
      Stream.of(TimeUnit.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final SyntaxTrees.Lines lines;
  private final Map<String, String> ownersOfImportedMethods = new HashMap<>();
  private final Set<String> typesImportedWhole = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private RealTime(SyntaxTrees.Lines lines) {
    this.lines = lines;
  }

  /** One entry for each such call: its line and what it calls. */
  static List<String> calls(CompilationUnitTree unit, SyntaxTrees.Lines lines) {
    var scanner = new RealTime(lines);
    scanner.scan(unit, null);
    return scanner.found;
  }

  @Override
  public Void visitImport(ImportTree tree, Void nothing) {
    if (tree.isStatic() && tree.getQualifiedIdentifier() instanceof MemberSelectTree member) {
      String owner = lastName(member.getExpression());
      if (member.getIdentifier().contentEquals("*")) {
        typesImportedWhole.add(owner);
      } else {
        ownersOfImportedMethods.put(member.getIdentifier().toString(), owner);
      }
    }
    return null;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    boolean bare = call.getArguments().isEmpty();
    switch (call.getMethodSelect()) {
      case MemberSelectTree select ->
          check(call, lastName(select.getExpression()), select.getIdentifier().toString(), bare);
      case IdentifierTree name -> checkImported(call, name.getName().toString(), bare);
      default -> {}
    }
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
    String owner = lastName(reference.getQualifierExpression());
    check(reference, owner, reference.getName().toString(), true);
    return super.visitMemberReference(reference, null);
  }

  private void checkImported(Tree call, String method, boolean bare) {
    String owner = ownersOfImportedMethods.get(method);
    if (owner != null) {
      check(call, owner, method, bare);
    } else {
      typesImportedWhole.forEach(type -> check(call, type, method, bare));
    }
  }

  private void check(Tree call, String owner, String method, boolean bare) {
    String name = owner + "." + method;
    boolean forbidden =
        ANY_ARGUMENTS.contains(name)
            || (bare && NO_ARGUMENTS.contains(name))
            || (UNITS.contains(owner) && method.equals("sleep"));
    if (forbidden) {
      found.add(lines.of(call) + ": " + name);
    }
  }

  private static String lastName(Tree expression) {
    return switch (expression) {
      case MemberSelectTree select -> select.getIdentifier().toString();
      case IdentifierTree name -> name.getName().toString();
      default -> "";
    };
  }
}
