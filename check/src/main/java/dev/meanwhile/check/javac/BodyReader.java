package dev.meanwhile.check.javac;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.meanwhile.check.model.Case;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Reads statements. */
final class BodyReader {
  private final Unit unit;
  private final ClassReader classes;
  private final TypeDeclaration type;
  private final ExpressionReader expressions;

  /** For the methods of {@code type}. */
  BodyReader(Unit unit, ClassReader classes, TypeDeclaration type) {
    this.unit = unit;
    this.classes = classes;
    this.type = type;
    this.expressions = new ExpressionReader(unit, classes, this, type);
  }

  Statement.Block block(BlockTree tree, Scope around) {
    return new Statement.Block(unit.span(tree), list(tree.getStatements(), around.within()));
  }

  List<Statement> list(List<? extends StatementTree> trees, Scope scope) {
    var statements = new ArrayList<Statement>(trees.size());
    trees.forEach(tree -> statements.add(read(tree, scope)));
    return List.copyOf(statements);
  }

  /** The value of a field, as the assignment it is. */
  Statement fieldStart(
      VariableTree field, JavaType fieldType, Set<Modifier> modifiers, Scope scope) {
    Span at = unit.span(field);
    var target =
        new Expression.Field(
            at,
            null,
            type.name(),
            field.getName().toString(),
            modifiers.contains(Modifier.STATIC),
            modifiers.contains(Modifier.FINAL),
            fieldType);
    Expression value = expressions.read(Objects.requireNonNull(field.getInitializer()), scope);
    return new Statement.Evaluate(at, new Expression.Assignment(at, target, "=", value, fieldType));
  }

  private Statement read(StatementTree tree, Scope scope) {
    Span at = unit.span(tree);
    return switch (tree) {
      case VariableTree variable -> declare(variable, at, Variable.Kind.LOCAL, scope);
      case ExpressionStatementTree statement ->
          new Statement.Evaluate(at, expressions.read(statement.getExpression(), scope));
      case IfTree choice -> choice(choice, at, scope);
      case ReturnTree end -> new Statement.Return(at, optional(end.getExpression(), scope));
      case ThrowTree end -> new Statement.Throw(at, expressions.read(end.getExpression(), scope));
      case BlockTree block -> block(block, scope);
      case EnhancedForLoopTree loop -> forEach(loop, at, scope.within());
      case ForLoopTree loop -> loop(loop, at, scope.within());
      case WhileLoopTree loop ->
          loop(at, Statement.Loop.Kind.WHILE, loop.getCondition(), loop.getStatement(), scope);
      case DoWhileLoopTree loop ->
          loop(at, Statement.Loop.Kind.DO, loop.getCondition(), loop.getStatement(), scope);
      case SwitchTree choice ->
          new Statement.Switch(
              at, expressions.read(choice.getExpression(), scope), cases(choice.getCases(), scope));
      case TryTree attempt -> attempt(attempt, at, scope.within());
      case YieldTree end -> new Statement.Yield(at, expressions.read(end.getValue(), scope));
      case BreakTree end -> new Statement.Break(at, label(end.getLabel()));
      case ContinueTree end -> new Statement.Continue(at, label(end.getLabel()));
      case LabeledStatementTree labeled ->
          new Statement.Labeled(
              at, labeled.getLabel().toString(), read(labeled.getStatement(), scope));
      case SynchronizedTree guarded ->
          new Statement.Synchronized(
              at,
              expressions.read(guarded.getExpression(), scope),
              block(guarded.getBlock(), scope));
      case AssertTree check ->
          new Statement.Assert(at, expressions.read(check.getCondition(), scope));
      case ClassTree local ->
          new Statement.LocalType(at, classes.read(local, type.name(), scope, List.of()));
      default -> new Statement.Nothing(at);
    };
  }

  private static String label(@Nullable Name label) {
    return label == null ? "" : label.toString();
  }

  private @Nullable Expression optional(@Nullable ExpressionTree tree, Scope scope) {
    return tree == null ? null : expressions.read(tree, scope);
  }

  private Statement declare(VariableTree tree, Span at, Variable.Kind kind, Scope scope) {
    Expression value = optional(tree.getInitializer(), scope);
    Variable variable = unit.variable(tree, kind, at);
    if (!variable.type().isKnown() && value != null) {
      variable =
          new Variable(kind, variable.name(), value.type(), variable.annotations(), variable.at());
    }
    scope.add(variable);
    return new Statement.Declare(at, variable, value);
  }

  /** Pattern variables of the condition can be named in the branches, and often after them. */
  private Statement choice(IfTree tree, Span at, Scope scope) {
    Expression condition = expressions.read(tree.getCondition(), scope);
    return new Statement.If(
        at,
        condition,
        read(tree.getThenStatement(), scope.within()),
        tree.getElseStatement() == null ? null : read(tree.getElseStatement(), scope.within()));
  }

  private Statement forEach(EnhancedForLoopTree tree, Span at, Scope scope) {
    Expression elements = expressions.read(tree.getExpression(), scope);
    Variable variable = unit.variable(tree.getVariable(), Variable.Kind.LOCAL);
    if (!variable.type().isKnown() && elements.type().arguments().size() == 1) {
      variable =
          new Variable(
              Variable.Kind.LOCAL,
              variable.name(),
              elements.type().arguments().getFirst(),
              variable.annotations(),
              variable.at());
    }
    scope.add(variable);
    return new Statement.ForEach(at, variable, elements, read(tree.getStatement(), scope));
  }

  private Statement loop(ForLoopTree tree, Span at, Scope scope) {
    List<Statement> start = list(tree.getInitializer(), scope);
    Expression condition = optional(tree.getCondition(), scope);
    List<Statement> update = list(tree.getUpdate(), scope);
    Statement body = read(tree.getStatement(), scope.within());
    return new Statement.Loop(at, Statement.Loop.Kind.FOR, start, condition, body, update);
  }

  private Statement loop(
      Span at,
      Statement.Loop.Kind kind,
      ExpressionTree condition,
      StatementTree body,
      Scope around) {
    Scope scope = around.within();
    Expression test = expressions.read(condition, scope);
    return new Statement.Loop(at, kind, List.of(), test, read(body, scope.within()), List.of());
  }

  private Statement attempt(TryTree tree, Span at, Scope scope) {
    var resources = new ArrayList<Statement>();
    for (Tree resource : tree.getResources()) {
      if (resource instanceof VariableTree variable) {
        resources.add(declare(variable, unit.span(variable), Variable.Kind.RESOURCE, scope));
      } else if (resource instanceof ExpressionTree expression) {
        resources.add(
            new Statement.Evaluate(unit.span(resource), expressions.read(expression, scope)));
      }
    }
    return new Statement.Try(
        at,
        List.copyOf(resources),
        block(tree.getBlock(), scope),
        tree.getCatches().stream().map(each -> caught(each, scope)).toList(),
        tree.getFinallyBlock() == null ? null : block(tree.getFinallyBlock(), scope));
  }

  private Statement.Catch caught(CatchTree tree, Scope around) {
    Scope scope = around.within();
    Variable variable = unit.variable(tree.getParameter(), Variable.Kind.CAUGHT);
    scope.add(variable);
    List<JavaType> types =
        tree.getParameter().getType() instanceof UnionTypeTree union
            ? union.getTypeAlternatives().stream().map(this::alternative).toList()
            : List.of(variable.type());
    return new Statement.Catch(unit.span(tree), variable, types, block(tree.getBlock(), scope));
  }

  private JavaType alternative(Tree written) {
    JavaType attributed = unit.typeOf(written);
    return attributed.isKnown() ? attributed : TypeTexts.read(written, unit.names());
  }

  /** The branches of a {@code switch}; the value behind an arrow becomes a {@code yield}. */
  List<Case> cases(List<? extends CaseTree> trees, Scope around) {
    Scope scope = around.within();
    return trees.stream().map(tree -> branch(tree, scope.within())).toList();
  }

  private Case branch(CaseTree tree, Scope scope) {
    tree.getLabels().forEach(label -> expressions.addPatternVariables(label, scope));
    List<Expression> labels =
        tree.getExpressions().stream().map(label -> expressions.read(label, scope)).toList();
    Expression guard = optional(tree.getGuard(), scope);
    boolean isArrow = tree.getCaseKind() == CaseTree.CaseKind.RULE;
    List<Statement> body =
        switch (tree.getBody()) {
          case ExpressionTree value ->
              List.of(new Statement.Yield(unit.span(value), expressions.read(value, scope)));
          case StatementTree statement -> List.of(read(statement, scope));
          case null, default ->
              tree.getStatements() == null ? List.of() : list(tree.getStatements(), scope);
        };
    return new Case(labels, guard, body, isArrow);
  }
}
