package dev.meanwhile.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relation {@code next} of a Link header, as RFC 8288 has it. */
class LinkHeaderTest {
  private static final URI HERE = URI.create("http://localhost/api/orders?page=1");

  private static @Nullable String next(String... headers) {
    URI next = LinkHeader.next(HERE, List.of(headers));
    return next == null ? null : next.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<http://localhost/n>; rel=\"next\"",
        "<http://localhost/n>; rel=next",
        "<http://localhost/n>;rel=next;title=\"x\"",
        "<http://localhost/n>; REL=\"NEXT\"",
        "<http://localhost/n>; rel = \"next\"",
        "<http://localhost/n>; rel=\"start next\"",
        "<http://localhost/n>; title=\"a, b; rel=prev\"; rel=next",
        "<http://localhost/n>; title=\"she said \\\"hi\\\"\"; rel=next",
        "<http://localhost/n>; flag; rel=next",
        "<http://localhost/n>; rel=next; rel=prev",
        "<http://localhost/p>; rel=prev, <http://localhost/n>; rel=next",
        ",, <http://localhost/p>; rel=prev , , <http://localhost/n>; rel=next,",
        "<http://localhost/p,q;r>; rel=\"prev\",<http://localhost/n>; rel=\"next\"",
        "</n>; rel=next",
        "<../n>; rel=next",
        "< /n >; rel=next"
      })
  void isFound(String header) {
    assertThat(next(header)).isEqualTo("http://localhost/n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "<http://localhost/n>",
        "<http://localhost/n>; rel=prev",
        "<http://localhost/n>; rel=prev; rel=next",
        "<http://localhost/n>; rel=\"nextish\"",
        "<http://localhost/n>; title=\"rel=next\"",
        "<http://localhost/n>; rel=next; anchor=\"#other\"",
        "<http://localhost/n",
        "http://localhost/n; rel=next"
      })
  void isNotThere(String header) {
    assertThat(next(header)).isNull();
  }

  @Test
  void mayBeInAnyOfSeveralHeaders() {
    assertThat(next("<a>; rel=prev", "<b>; rel=next")).isEqualTo("http://localhost/api/b");
    assertThat(next()).isNull();
  }

  @Test
  void mayBeEmptyAndNamesThePageItselfThen() {
    assertThat(next("<?page=2>; rel=next")).isEqualTo("http://localhost/api/orders?page=2");
  }
}
