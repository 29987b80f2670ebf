package dev.meanwhile.check.javac;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions. */
final class ExpressionReader {
  private static final JavaType BOOLEAN = JavaType.of("boolean", Basis.ATTRIBUTED);

  private final Unit unit;
  private final ClassReader classes;
  private final BodyReader bodies;
  private final TypeDeclaration type;
  private final NameReader names;

  /** For the methods of {@code type}. */
  ExpressionReader(Unit unit, ClassReader classes, BodyReader bodies, TypeDeclaration type) {
    this.unit = unit;
    this.classes = classes;
    this.bodies = bodies;
    this.type = type;
    this.names = new NameReader(unit, this, type);
  }

  List<Expression> list(@Nullable List<? extends ExpressionTree> trees, Scope scope) {
    if (trees == null || trees.isEmpty()) {
      return List.of();
    }
    var expressions = new ArrayList<Expression>(trees.size());
    trees.forEach(tree -> expressions.add(read(tree, scope)));
    return List.copyOf(expressions);
  }

  Expression read(ExpressionTree tree, Scope scope) {
    Span at = unit.span(tree);
    return switch (tree) {
      case IdentifierTree name -> names.identifier(name, at, scope);
      case MemberSelectTree name -> names.select(name, at, scope);
      case MethodInvocationTree call -> names.call(call, at, scope);
      case LiteralTree literal -> new Expression.Literal(at, literal.getValue(), unit.typeOf(tree));
      case ParenthesizedTree inner -> read(inner.getExpression(), scope);
      case MemberReferenceTree reference -> names.reference(reference, at, scope);
      case NewClassTree created -> created(created, at, scope);
      case LambdaExpressionTree lambda -> lambda(lambda, at, scope);
      case AssignmentTree assignment ->
          assignment(at, assignment.getVariable(), "=", assignment.getExpression(), scope);
      case CompoundAssignmentTree assignment ->
          assignment(
              at,
              assignment.getVariable(),
              Operators.of(assignment.getKind()),
              assignment.getExpression(),
              scope);
      case UnaryTree unary -> unary(unary, at, scope);
      case BinaryTree binary ->
          operation(
              tree,
              at,
              scope,
              Operators.of(binary.getKind()),
              binary.getLeftOperand(),
              binary.getRightOperand());
      case ConditionalExpressionTree choice ->
          new Expression.Conditional(
              at,
              read(choice.getCondition(), scope),
              read(choice.getTrueExpression(), scope),
              read(choice.getFalseExpression(), scope),
              unit.typeOf(tree));
      case SwitchExpressionTree choice ->
          new Expression.SwitchValue(
              at,
              read(choice.getExpression(), scope),
              bodies.cases(choice.getCases(), scope),
              unit.typeOf(tree));
      case ArrayAccessTree element ->
          new Expression.Element(
              at,
              read(element.getExpression(), scope),
              read(element.getIndex(), scope),
              unit.typeOf(tree));
      case TypeCastTree cast -> cast(cast, at, scope);
      case InstanceOfTree test -> instanceOf(test, at, scope);
      case NewArrayTree array -> array(array, at, scope);
      default -> new Expression.Unreadable(at);
    };
  }

  private Expression operation(
      ExpressionTree tree, Span at, Scope scope, String operator, ExpressionTree... operands) {
    JavaType type = Operators.isTest(operator) ? BOOLEAN : unit.typeOf(tree);
    return new Expression.Operation(at, operator, list(List.of(operands), scope), type);
  }

  private Expression assignment(
      Span at, ExpressionTree target, String operator, ExpressionTree value, Scope scope) {
    Expression to = read(target, scope);
    return new Expression.Assignment(at, to, operator, read(value, scope), to.type());
  }

  private Expression unary(UnaryTree tree, Span at, Scope scope) {
    String operator = Operators.of(tree.getKind());
    if (operator.equals("++") || operator.equals("--")) {
      Expression target = read(tree.getExpression(), scope);
      return new Expression.Assignment(at, target, operator, target, target.type());
    }
    return operation(tree, at, scope, operator, tree.getExpression());
  }

  private Expression cast(TypeCastTree tree, Span at, Scope scope) {
    JavaType attributed = unit.typeOf(tree);
    JavaType known =
        attributed.isKnown() ? attributed : TypeTexts.read(tree.getType(), unit.names());
    return new Expression.Operation(
        at, Expression.CAST, List.of(read(tree.getExpression(), scope)), known);
  }

  private Expression instanceOf(InstanceOfTree tree, Span at, Scope scope) {
    Expression tested = read(tree.getExpression(), scope);
    if (tree.getPattern() != null) {
      addPatternVariables(tree.getPattern(), scope);
    }
    return new Expression.Operation(at, "instanceof", List.of(tested), BOOLEAN);
  }

  /** Makes the variables of a pattern known. */
  void addPatternVariables(Tree pattern, Scope scope) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitBindingPattern(BindingPatternTree binding, Void nothing) {
        scope.add(unit.variable(binding.getVariable(), Variable.Kind.PATTERN));
        return null;
      }
    }.scan(pattern, null);
  }

  private Expression array(NewArrayTree tree, Span at, Scope scope) {
    var operands = new ArrayList<Expression>(list(tree.getDimensions(), scope));
    operands.addAll(list(tree.getInitializers(), scope));
    return new Expression.Operation(at, "new[]", List.copyOf(operands), unit.typeOf(tree));
  }

  private Expression created(NewClassTree tree, Span at, Scope scope) {
    JavaType attributed = unit.typeOf(tree.getIdentifier());
    JavaType created =
        attributed.isKnown() ? attributed : TypeTexts.read(tree.getIdentifier(), unit.names());
    List<Expression> arguments = list(tree.getArguments(), scope);
    @Nullable TypeDeclaration body =
        tree.getClassBody() == null
            ? null
            : classes.read(tree.getClassBody(), type.name(), scope, List.of(created));
    return new Expression.New(
        at, names.constructor(tree, created, arguments.size()), arguments, body, created);
  }

  private Expression lambda(LambdaExpressionTree tree, Span at, Scope around) {
    Scope scope = around.within();
    var parameters = new ArrayList<Variable>();
    for (VariableTree parameter : tree.getParameters()) {
      Variable variable = unit.variable(parameter, Variable.Kind.LAMBDA_PARAMETER);
      parameters.add(variable);
      scope.add(variable);
    }
    boolean isBlock = tree.getBody() instanceof BlockTree;
    Statement.Block body =
        switch (tree.getBody()) {
          case BlockTree block -> bodies.block(block, scope);
          case ExpressionTree value -> result(value, scope);
          default -> new Statement.Block(at, List.of());
        };
    return new Expression.Lambda(at, List.copyOf(parameters), body, isBlock, unit.typeOf(tree));
  }

  private Statement.Block result(ExpressionTree value, Scope scope) {
    Span at = unit.span(value);
    return new Statement.Block(at, List.of(new Statement.Return(at, read(value, scope))));
  }
}
