package dev.assay.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The way of a reader, in a real browser: from the feed to a verdict that stays. */
class BrowserTest {
  private static final Pattern VERDICT =
      Pattern.compile("reproduced|contradicted|inconclusive", Pattern.CASE_INSENSITIVE);

  @Test
  void fromTheFeedToAVerdictThatStays() {
    String claim = Reproductions.find("2310.01769").orElseThrow().claims().getFirst().id();
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();

      page.navigate(TestHub.hub().address().toString());
      page.getByRole(AriaRole.SEARCHBOX).fill("over-parameterization matrix sensing");
      page.keyboard().press("Enter");
      page.getByRole(AriaRole.LINK, link("How Over-Parameterization Slows Down")).first().click();
      assertThat(page.locator("#" + claim + " .statement")).isVisible();
      assertThat(page.locator("#" + claim + " .verdict")).hasText("not run yet");

      page.getByRole(AriaRole.BUTTON, button("Run " + claim)).click();
      page.getByLabel("Name or e-mail address").fill("ada");
      page.getByLabel("Password").fill("correct horse battery");
      page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
      assertThat(page).hasURL(Pattern.compile("/papers/2310.01769$"));
      page.getByLabel("How much to spend on a run").selectOption("smoke");
      page.getByRole(AriaRole.BUTTON, button("Run " + claim)).click();
      assertThat(page).hasURL(Pattern.compile("/runs/[0-9]+$"));
      page.evaluate("window.neverReloaded = true");
      Locator verdict = page.locator("#" + claim + " .verdict");
      assertThat(verdict).containsText(VERDICT, new ContainsTextOptions().setTimeout(90_000));
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
      assertThat(page.locator("#" + claim + " svg.assay-plot circle").first()).isVisible();
      assertThat(page.locator(".state")).hasText("finished");
      String words = verdict.textContent();
      String explanation = page.locator("#" + claim + " .why").textContent();
      assertThat(explanation).containsIgnoringCase(words);

      page.reload();
      assertThat(verdict).hasText(words);
      assertThat(page.locator("#" + claim + " .why")).hasText(explanation);

      page.getByText("← How Over-Parameterization").click();
      assertThat(page.locator("#" + claim + " .verdict")).hasText(words);
      page.getByLabel("Record of " + claim + ", smoke").click();
      assertThat(page.locator("main")).containsText(explanation);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions link(String beginning) {
    return new Page.GetByRoleOptions().setName(Pattern.compile("^" + beginning));
  }
}
