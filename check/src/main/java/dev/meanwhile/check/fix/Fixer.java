package dev.meanwhile.check.fix;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.fix.Rewrites.ChangedFile;
import dev.meanwhile.check.fix.Rewrites.Left;
import dev.meanwhile.check.javac.Complaints;
import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceRoot;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rewrites what findings offer a rewrite for. A rewrite stays only if the compiler has nothing new
 * to say against any file of its group afterwards; the others are named with the reason.
 *
 * <p>Files are replaced one by one, each in one step. A file that has changed since it was checked
 * is left alone.
 */
public final class Fixer {
  private final List<Path> classPath;
  private final Style style;
  private final List<ChangedFile> changed = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();

  private Fixer(List<Path> classPath, Style style) {
    this.classPath = classPath;
    this.style = style;
  }

  /**
   * Works out the rewrites. Nothing is written.
   *
   * @param findings what a check with {@code options} has found
   * @param libraries more libraries for the rewritten code, such as Meanwhile itself
   */
  public static Rewrites plan(
      List<Finding> findings, CheckOptions options, List<Path> libraries, Style style)
      throws IOException {
    return plan(
        findings, SourceTree.find(options.paths(), options.withTests()), options, libraries, style);
  }

  /**
   * Works out the rewrites of texts that need not be files.
   *
   * @param texts those that were checked
   * @param findings what a check of them with {@code options} has found
   * @param libraries more libraries for the rewritten code, such as Meanwhile itself
   */
  public static Rewrites planTexts(
      List<SourceText> texts,
      List<Finding> findings,
      CheckOptions options,
      List<Path> libraries,
      Style style)
      throws IOException {
    return plan(findings, SourceTree.of(texts), options, libraries, style);
  }

  private static Rewrites plan(
      List<Finding> findings,
      List<SourceRoot> roots,
      CheckOptions options,
      List<Path> libraries,
      Style style)
      throws IOException {
    var classPath = new ArrayList<>(options.classPath());
    classPath.addAll(libraries);
    var fixer = new Fixer(classPath, style);
    Map<Path, List<Finding>> byFile =
        findings.stream()
            .filter(finding -> finding.fix().isPresent())
            .filter(finding -> finding.confidence() == Confidence.CERTAIN)
            .sorted(Comparator.comparingInt((Finding finding) -> finding.place().span().start()))
            .collect(
                Collectors.groupingBy(
                    finding -> finding.place().path(), TreeMap::new, Collectors.toList()));
    for (SourceGroup group : SourceGroup.of(roots)) {
      fixer.fix(group, byFile);
    }
    return new Rewrites(fixer.changed, fixer.left);
  }

  /**
   * Writes planned rewrites.
   *
   * @return what is written, and what is not because its file has changed meanwhile
   */
  public static Rewrites apply(Rewrites plan) throws IOException {
    var written = new ArrayList<ChangedFile>();
    var left = new ArrayList<>(plan.left());
    for (ChangedFile file : plan.files()) {
      if (SourceBytes.read(file.path()).equals(Optional.of(file.before()))) {
        SourceBytes.replace(file.path(), file.after());
        written.add(file);
      } else {
        file.findings()
            .forEach(each -> left.add(new Left(each, "the file has changed since it was read")));
      }
    }
    return new Rewrites(written, left);
  }

  private void fix(SourceGroup group, Map<Path, List<Finding>> byFile) throws IOException {
    var texts = new TreeMap<Path, EditedText>();
    var candidates = new ArrayList<Finding>();
    for (SourceFile file : group.files().toList()) {
      List<Finding> own = byFile.getOrDefault(file.path(), List.of());
      if (!own.isEmpty()) {
        texts.put(file.path(), new EditedText(own.getFirst().place().file()));
        candidates.addAll(candidates(file, own));
      }
    }
    if (texts.isEmpty()) {
      return;
    }
    add(candidates, texts, group);
    texts.forEach((path, text) -> {
      if (!text.findings().isEmpty()) {
        changed.add(text.changedFile(path));
      }
    });
  }

  /** First all at once; if the compiler minds, one after the other. */
  private void add(List<Finding> candidates, Map<Path, EditedText> texts, SourceGroup group)
      throws IOException {
    Complaints before = Complaints.about(group, Map.of(), classPath);
    for (Finding finding : candidates) {
      text(texts, finding).add(finding, style);
    }
    if (complaint(group, texts, before).isPresent()) {
      texts.values().forEach(EditedText::clear);
    }
    for (Finding finding : candidates) {
      EditedText text = text(texts, finding);
      if (text.findings().contains(finding)) {
        continue;
      }
      Optional<String> obstacle = text.add(finding, style);
      if (obstacle.isEmpty()) {
        obstacle = complaint(group, texts, before);
        obstacle.ifPresent(_ -> text.removeLast());
      }
      obstacle.ifPresent(reason -> left.add(new Left(finding, reason)));
    }
  }

  private static EditedText text(Map<Path, EditedText> texts, Finding finding) {
    return requireNonNull(texts.get(finding.place().path()));
  }

  private Optional<String> complaint(
      SourceGroup group, Map<Path, EditedText> texts, Complaints before) throws IOException {
    var changes = new HashMap<Path, String>();
    texts.forEach((path, text) -> changes.put(path, text.text()));
    return Complaints.about(group, changes, classPath).newSince(before);
  }

  /** The findings that can be rewritten in the style, in a file that can be written. */
  private List<Finding> candidates(SourceFile file, List<Finding> findings) throws IOException {
    Optional<String> text = file.text().isPresent() ? file.text() : SourceBytes.read(file.path());
    String own = findings.getFirst().place().file().text();
    var candidates = new ArrayList<Finding>();
    for (Finding finding : findings) {
      Optional<Fix> fix = finding.fix().flatMap(each -> each.in(style));
      String obstacle =
          text.isEmpty()
              ? "the file is not UTF-8"
              : !text.get().equals(own)
                  ? "the file has changed since it was read"
                  : fix.map(each -> missingModule(file, each))
                      .orElse("InterruptedException has no way out here; --plain needs none");
      if (obstacle.isEmpty()) {
        candidates.add(finding);
      } else {
        left.add(new Left(finding, obstacle));
      }
    }
    return candidates;
  }

  /** A module must require the one of the verbs; its declaration is not for a machine to change. */
  private static String missingModule(SourceFile file, Fix fix) {
    if (file.text().isPresent()
        || fix.imports().stream().noneMatch(name -> name.contains("dev.meanwhile."))) {
      return "";
    }
    for (Path folder = file.path().getParent(); folder != null; folder = folder.getParent()) {
      Path module = folder.resolve("module-info.java");
      if (Files.isRegularFile(module)) {
        try {
          boolean isRequired = Files.readString(module).contains("dev.meanwhile");
          return isRequired ? "" : module + " does not require dev.meanwhile";
        } catch (IOException unreadable) {
          return module + " cannot be read";
        }
      }
      if (folder.endsWith("java") || folder.endsWith("src")) {
        return "";
      }
    }
    return "";
  }
}
