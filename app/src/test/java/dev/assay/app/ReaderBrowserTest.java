package dev.assay.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a reader, in a real browser: from the feed to a paper, a search and its Markdown. */
class ReaderBrowserTest {
  private static final String DAY = "/papers/2031-05-05";

  @BeforeAll
  static void addPapers() {
    List<Paper> papers = new ArrayList<>();
    for (int i = 1; i <= 65; i++) {
      papers.add(
          Paper.of(
                  new ArxivId("3105.%05d".formatted(i)),
                  i == 2 ? "On $x^2$ for $5 and \\(y_1\\)" : "Reader's paper " + i,
                  "Costs $10 to $20; $\\undefined{$ stays.")
              .authors(List.of("Grete Hermann"))
              .authorCount(1)
              .date(PublicationDate.ofDay(LocalDate.parse("2031-05-05"), ""))
              .build());
    }
    TestHub.hub().library().papers().upsert(papers);
    TestHub.hub().library().search().catchUp();
  }

  @Test
  void fromTheFeedToAPaperASearchAndItsMarkdown() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      page.navigate(TestHub.hub().address() + DAY);
      Locator cards = page.locator(".card");
      assertThat(cards).hasCount(30);

      // The next page comes when its link is seen, and has an address.
      page.locator(".pages a[rel=next]").scrollIntoViewIfNeeded();
      assertThat(cards).hasCount(60);
      assertThat(page).hasURL(Pattern.compile("page=2&after=3105.00030"));
      page.locator(".pages a[rel=next]").scrollIntoViewIfNeeded();
      assertThat(cards).hasCount(65);

      page.navigate(TestHub.hub().address() + DAY);
      Locator title = page.locator(".card h2").nth(1);
      assertThat(title.locator(".katex")).hasCount(2);
      assertThat(title).containsText("for $5 and");
      assertThat(page.locator(".card .abstract").first())
          .hasText("Costs $10 to $20; $\\undefined{$ stays.");

      page.keyboard().press("?");
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      page.keyboard().press("j");
      assertThat(page.locator(".card h2 a").nth(1)).isFocused();
      page.keyboard().press("o");
      assertThat(page).hasURL(Pattern.compile("/papers/3105.00002$"));
      assertThat(page.locator("h1 .katex")).hasCount(2);

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Grete Hermann")).click();
      assertThat(page.locator("h1")).hasText("65 papers for “author:\"Grete Hermann\"”");
      // Keys that come before the scripts are lost.
      page.waitForLoadState();
      page.keyboard().press("/");
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type("grete her");
      assertThat(page.locator(".suggestions a").first()).containsText("Grete Hermann");
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type("paper 4");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile("/search\\?q=paper\\+4"));
      page.locator(".card h2 a").first().click();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Markdown")).click();
      assertThat(page).hasURL(Pattern.compile("/papers/3105.[0-9]{5}\\.md$"));
      assertThat(page.locator("body")).containsText("# Reader's paper");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void withoutScriptsPagesAreLinksAndFiltersAForm() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPageWithoutScripts();
      page.navigate(TestHub.hub().address() + DAY);
      page.locator(".pages a[rel=next]").click();
      assertThat(page.locator(".card")).hasCount(30);
      page.getByLabel("Claims").selectOption("1");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter")).click();
      assertThat(page.locator(".nothing")).containsText("No paper here passes the filters");
    }
  }
}
