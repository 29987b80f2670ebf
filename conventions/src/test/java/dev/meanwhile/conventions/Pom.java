package dev.meanwhile.conventions;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the rules need to know of one POM. */
final class Pom {

  /** A dependency as written: without what the parent adds to it. */
  record Dependency(String group, String artifact, String scope) {
    boolean isOurs() {
      return group.equals("dev.meanwhile") || group.equals("${project.groupId}");
    }

    boolean isForTests() {
      return scope.equals("test");
    }

    /** Whether a user of the module gets it too. */
    boolean isNeededAtRunTime() {
      return scope.equals("compile") || scope.equals("runtime");
    }
  }

  private final Document document;

  private Pom(Document document) {
    this.document = document;
  }

  static Pom parse(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return new Pom(builder.parse(new InputSource(new StringReader(xml))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("not a POM: " + e.getMessage(), e);
    }
  }

  List<String> modules() {
    return select("/project/modules/module").stream().map(Node::getTextContent).toList();
  }

  List<Dependency> dependencies() {
    return select("/project//dependencies/dependency[not(ancestor::build)]").stream()
        .map(node ->
            new Dependency(
                text(node, "groupId", ""),
                text(node, "artifactId", ""),
                text(node, "scope", "compile")))
        .toList();
  }

  /** Every version this POM states itself, as {@code artifact version}; its parent's is no such. */
  List<String> ownVersions() {
    return select("//version[not(parent::parent)] | //properties/*[contains(name(), 'version')]")
        .stream()
        .map(node -> text(node, "../artifactId", node.getNodeName()) + " " + node.getTextContent())
        .toList();
  }

  private List<Node> select(String path) {
    try {
      var nodes =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String text(Node node, String path, String absent) {
    try {
      String text = XPathFactory.newInstance().newXPath().evaluate(path, node).strip();
      return text.isEmpty() ? absent : text;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
