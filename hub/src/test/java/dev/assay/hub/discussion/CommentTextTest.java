package dev.assay.hub.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {
  @Test
  void markdownIsMarkdown() {
    assertThat(CommentText.html("It *is* **so**: `x < 1`\n\n> quoted\n\n- one\n- two"))
        .isEqualTo(
            """
            <p>It <em>is</em> <strong>so</strong>: <code>x &lt; 1</code></p>
            <blockquote>
            <p>quoted</p>
            </blockquote>
            <ul>
            <li>one</li>
            <li>two</li>
            </ul>
            """);
    assertThat(CommentText.html("| a | b |\n| --- | --: |\n| 1 | 2 |"))
        .contains("<th>a</th>", "<td align=\"right\">2</td>");
    assertThat(CommentText.html("# Loud")).isEqualTo("<p class=\"heading\">Loud</p>");
  }

  /** Markdown would read emphasis, escapes and lists into them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "so $a_1 + b_1 * c*d$ holds | $a_1 + b_1 * c*d$",
        "so $\\{x\\}\\_$ holds | $\\{x\\}\\_$",
        "so \\(a_1 b_1\\) holds | \\(a_1 b_1\\)",
        "so \\[a_1 b_1\\] holds | \\[a_1 b_1\\]",
        "so $$a_1 b_1$$ holds | $$a_1 b_1$$",
      })
  void mathsIsLeftAlone(String markdown, String maths) {
    assertThat(CommentText.html(markdown))
        .isEqualTo("<p>so <span class=\"tex\">" + maths + "</span> holds</p>\n");
  }

  @Test
  void mathsOnLinesOfItsOwnIsNoList() {
    assertThat(CommentText.html("Thus\n\n$$\n- x\n+ y < 1\n= 2\n$$\n\nand *on*."))
        .isEqualTo(
            """
            <p>Thus</p>
            <p class="tex">$$
            - x
            + y &lt; 1
            = 2
            $$</p>
            <p>and <em>on</em>.</p>
            """);
    // A blank line ends what nobody closed.
    assertThat(CommentText.html("$$\nx\n\nand *on*.")).contains("<em>on</em>");
  }

  @Test
  void moneyIsNoMaths() {
    assertThat(CommentText.html("from $5 to $10, or `$a$`; \\$x$"))
        .doesNotContain("class=\"tex\"")
        .contains("from $5 to $10, or <code>$a$</code>; $x$");
  }

  @Test
  void nothingHarmfulIsLeft() {
    for (String evil :
        List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](javascript:alert(1))",
            "[x](<vbscript:x>)",
            "$<script>alert(1)</script>$",
            "$$\n<img src=x onerror=alert(1)>\n$$",
            "<https://a.example/\" onmouseover=\"alert(1)>")) {
      assertThat(CommentText.html(evil))
          .as(evil)
          .doesNotContainPattern("<(script|img)")
          .doesNotContainPattern("(href|src)=\"(javascript|vbscript|data):")
          .doesNotContainPattern("<[^>]* on[a-z]+=");
    }
    assertThat(CommentText.html("[x](https://a.example) ![y](https://b.example/i.png)"))
        .isEqualTo(
            "<p><a href=\"https://a.example\" rel=\"nofollow ugc noreferrer\">x</a> <a"
                + " href=\"https://b.example/i.png\" rel=\"nofollow ugc noreferrer\">y</a></p>\n");
    assertThat(CommentText.html("see https://a.example/x and [this](/papers/2310.01769)"))
        .contains("<a href=\"https://a.example/x\"", "<a href=\"/papers/2310.01769\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {">", "- ", "*a **a ", "[", "![", "$a", "_a_ ", "`", "@a", "(", "<b>", "$$"})
  void textThatMeansToHarmIsText(String piece) {
    assertThat(CommentText.html(piece.repeat(Discussion.LONGEST / piece.length()))).isNotEmpty();
  }

  @Test
  void namesBehindAnAtAreMentions() {
    assertThat(
            CommentText.mentions(
                "@Ann and (@bob-2), @ann again; not a@carl.example, `@dora`, $@e f$, @x or \\@fred"))
        .containsExactly("ann", "bob-2");
    assertThat(CommentText.html("hi @ann!"))
        .isEqualTo("<p>hi <span class=\"mention\">@ann</span>!</p>\n");
  }
}
