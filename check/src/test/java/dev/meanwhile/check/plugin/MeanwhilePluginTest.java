package dev.meanwhile.check.plugin;

import static dev.meanwhile.check.plugin.Build.NAP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanwhilePluginTest {
  private static final String FOUND = "WARNING 6 [swallowed-interrupt]";

  private Path folder;
  private Build build;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary.toRealPath();
    build = new Build(folder);
  }

  private void configure(String yaml) throws IOException {
    Files.writeString(folder.resolve("meanwhile-check.yaml"), yaml);
  }

  @Nested
  class AFinding {
    @Test
    void isAWarningWithFileLineAndColumnAndTheClassesAreWritten() throws IOException {
      var output = build.file("src/main/java/shop/Nap.java", NAP).run();

      assertThat(output.isCompiled()).isTrue();
      assertThat(build.classes().resolve("shop/Nap.class")).exists();
      assertThat(output.heads()).containsExactly(FOUND);
      var message = output.messages().getFirst();
      assertThat(message.getSource().getName()).endsWith("Nap.java");
      assertThat(message.getColumnNumber()).isEqualTo(7);
      assertThat(output.onlyMessage())
          .contains("nobody hears of it", "why: it is not thrown on", "then: begin the catch");
    }

    @Test
    void failsABuildThatAllowsNoWarnings() throws IOException {
      var output = build.file("Nap.java", NAP).options("-Werror").run();

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.heads()).startsWith(FOUND);
    }

    @Test
    void isAnErrorIfTheBuildWantsItAndNoClassOfItIsWritten() throws IOException {
      var output = build.file("Nap.java", NAP).run("level=error");

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.heads()).containsExactly("ERROR 6 [swallowed-interrupt]");
      assertThat(build.classes().resolve("shop/Nap.class")).doesNotExist();
    }

    @Test
    void isANoteIfItsRuleIsForInformationWhateverTheLevel() throws IOException {
      configure("rules: {swallowed-interrupt: info}");

      var output = build.file("Nap.java", NAP).run("level=error");

      assertThat(output.isCompiled()).isTrue();
      assertThat(output.heads()).containsExactly("NOTE 6 [swallowed-interrupt]");
    }

    @Test
    void isFoundInEachClassOfEachFileOnce() throws IOException {
      String two = NAP + NAP.replace("package shop;", "").replace("class Nap", "class Doze");

      var output =
          build.file("Nap.java", two).file("A.java", NAP.replace("class Nap", "class A")).run();

      assertThat(output.heads())
          .containsExactly(FOUND, FOUND, FOUND.replace("WARNING 6", "WARNING 16"));
    }

    @Test
    void restsOnWhatCallsThroughOtherFilesDo() throws IOException {
      build.file("Users.java", "interface Users { String user(int id) throws Exception; }");
      build.file(
          "Remote.java",
          """
          import java.net.URI;
          import java.net.http.*;
          class Remote implements Users {
            private final HttpClient client = HttpClient.newHttpClient();
            public String user(int id) throws Exception {
              var request = HttpRequest.newBuilder(URI.create("/users/" + id)).build();
              return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            }
          }
          """);
      build.file(
          "Page.java",
          """
          class Page {
            String page(Users users) throws Exception {
              String one = users.user(1);
              String two = users.user(2);
              return one + two;
            }
          }
          """);

      assertThat(build.run("only=independent-waits").heads())
          .containsExactly("WARNING 3 [independent-waits]");
    }
  }

  @Nested
  class NothingIsSaid {
    @Test
    void ofWhatTheCodeOrTheConfigurationSuppresses() throws IOException {
      String comment = "// meanwhile: ignore swallowed-interrupt because of the demo\n    } catch";
      build.file("A.java", NAP.replace("class Nap", "class A").replace("} catch", comment));
      String annotation = "@SuppressWarnings(\"meanwhile:swallowed-interrupt\")\nclass B";
      build.file("B.java", NAP.replace("class Nap", annotation));
      build.file("legacy/C.java", NAP.replace("class Nap", "class C"));
      configure("ignore: [{files: 'legacy/**', because: 'is replaced this year'}]");

      assertThat(build.run().heads()).isEmpty();
    }

    @Test
    void ofTestsUnlessTheyAreWanted() throws IOException {
      build.file("src/test/java/shop/Nap.java", NAP);

      assertThat(build.run().heads()).isEmpty();
      assertThat(build.run("tests=true").heads()).containsExactly(FOUND);
    }

    @Test
    void ofATypeThatIsMarkedAsGeneratedButOfTheRestOfItsFile() throws IOException {
      String marked = "@interface Generated {}\n@Generated\nclass Added";
      String nap = NAP.replace("package shop;", "");

      var output = build.file("Nap.java", NAP + nap.replace("class Nap", marked)).run();

      assertThat(output.heads()).containsExactly(FOUND);
    }

    @Test
    void ofWhatAProcessorWroteButItsTypesAreKnown() throws IOException {
      build.file(
          "Page.java",
          """
          class Page {
            String page(Remote remote) throws Exception {
              String one = remote.user(1);
              String two = remote.user(2);
              return one + two;
            }
          }
          """);
      Path generated = Files.createDirectories(folder.resolve("target/generated-sources"));

      var output = build.processor(new RemoteWriter()).options("-s", generated.toString()).run();

      assertThat(generated.resolve("Remote.java")).exists();
      assertThat(output.heads()).containsExactly("WARNING 3 [independent-waits]");
    }
  }

  /** Writes a class that asks a service, and naps. */
  @SupportedAnnotationTypes("*")
  private static final class RemoteWriter extends AbstractProcessor {
    private boolean isDone;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!isDone) {
        isDone = true;
        try (var out = processingEnv.getFiler().createSourceFile("Remote").openWriter()) {
          out.write(
              """
              import java.net.URI;
              import java.net.http.*;
              class Remote {
                private final HttpClient client = HttpClient.newHttpClient();
                String user(int id) throws Exception {
                  var request = HttpRequest.newBuilder(URI.create("/users/" + id)).build();
                  return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
                }
              }
              """);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  @Nested
  class Arguments {
    @Test
    void chooseRulesAndConfidence() throws IOException {
      build.file("Nap.java", NAP);

      assertThat(build.run("only=swallowed-interrupt,wait-in-loop").heads()).containsExactly(FOUND);
      assertThat(build.run("only=wait-in-loop").heads()).isEmpty();
      assertThat(build.run("skip=swallowed-interrupt").heads()).isEmpty();
      assertThat(build.run("confidence=possible").heads()).containsExactly(FOUND);
    }

    @Test
    void nameAConfiguration() throws IOException {
      Path other = Files.writeString(folder.resolve("other.yaml"), "rules: {lost-update: off}");
      configure("rules: {swallowed-interrupt: off}");
      build.file("Nap.java", NAP);

      assertThat(build.run().heads()).isEmpty();
      assertThat(build.run("config=" + other).heads()).containsExactly(FOUND);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "level=loud | level is \"loud\"; allowed: info, warning, error",
          "confidence=sure | confidence is \"sure\"; allowed: certain, likely, possible",
          "only=speed | there is no rule \"speed\"; allowed: all-where-settle-is-meant,",
          "config=none.yaml | config is \"none.yaml\"; allowed: a file; there is none",
          "tests=yes | tests is \"yes\"; allowed: true, false",
          "fix=true | there is no \"fix\"; allowed: level, only, skip, confidence,",
          "only=lost-update skip=wait-in-loop | only and skip do not go together",
          "error | the argument is \"error\"; allowed: NAME=VALUE",
        })
    void thatAreWrongFailTheBuildAndSayWhatIsAllowed(String argument, String message)
        throws IOException {
      var output = build.file("Nap.java", NAP).run(argument);

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.onlyMessage()).startsWith("-Xplugin:Meanwhile: " + message);
    }

    @Test
    void doNotHideThatTheConfigurationIsWrong() throws IOException {
      configure("rules: {swallowed-interrupt: loud}");

      var output = build.file("Nap.java", NAP).run();

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.onlyMessage())
          .contains("meanwhile-check.yaml: the level of swallowed-interrupt is \"loud\"; allowed:");
    }
  }

  @Nested
  class TheCompilation {
    @Test
    void goesOnWithAWarningIfOursFails() throws Exception {
      Path file = Files.writeString(folder.resolve("Nap.java"), NAP);
      Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
      String withoutYaml = Build.place(MeanwhilePlugin.class).toString();

      Process process =
          new ProcessBuilder(
                  javac.toString(),
                  "-d",
                  folder.toString(),
                  "-processorpath",
                  withoutYaml,
                  Build.plugin(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes());

      assertThat(process.waitFor()).isZero();
      assertThat(folder.resolve("shop/Nap.class")).exists();
      assertThat(output)
          .contains(
              "Nap.java:1: warning: -Xplugin:Meanwhile: this compilation could not be checked")
          .contains("a library is missing on the processor path", "snakeyaml")
          .doesNotContain("\tat ");
    }

    @Test
    void mayBeOfSomeFilesOnly() throws IOException {
      build.file("Nap.java", NAP).run();
      var rest = new Build(folder).options("-cp", build.classes().toString());

      var output = rest.file("More.java", NAP.replace("class Nap", "class More extends Nap")).run();

      assertThat(output.isCompiled()).isTrue();
      assertThat(output.heads()).containsExactly(FOUND);
    }

    @Test
    void seesInClassFilesWhichMethodsSayThatTheyWait() throws IOException {
      build.file("Waits.java", "package shop; @interface Waits { boolean reads(); }");
      build.file(
          "Ledger.java",
          "package shop; interface Ledger { @Waits(reads = true) long look(int i); }");
      build.run();
      var rest = new Build(folder).options("-cp", build.classes().toString());

      var output =
          rest.file(
                  "Page.java",
                  """
                  package shop;
                  class Page {
                    long page(Ledger ledger) {
                      long one = ledger.look(1);
                      long two = ledger.look(2);
                      return one + two;
                    }
                  }
                  """)
              .run();

      assertThat(output.heads()).containsExactly("WARNING 4 [independent-waits]");
    }

    @Test
    void mayBeOfAModule() throws IOException {
      build.file("module-info.java", "module shop { requires java.net.http; }");
      build.file("shop/package-info.java", "package shop;");

      assertThat(build.file("shop/Nap.java", NAP).run().heads()).containsExactly(FOUND);
    }

    @Test
    void mayHaveErrorsOfItsOwn() throws IOException {
      var output = build.file("Nap.java", NAP.replace("void nap", "Missing nap")).run();

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.heads()).contains("ERROR 3 cannot");
      assertThat(output.heads()).noneMatch(head -> head.contains("-Xplugin"));
    }

    @Test
    void mayBeOfNothingThatCanBeParsed() throws IOException {
      var output = build.file("Broken.java", "class Broken { void f( {").run();

      assertThat(output.isCompiled()).isFalse();
      assertThat(output.heads()).noneMatch(head -> head.contains("-Xplugin"));
    }
  }
}
