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
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The way of somebody who joins and takes part, in a real browser: with its scripts and without.
 */
class CommunityBrowserTest {
  private static final String PAPER = "/papers/3106.00001";
  private static final String PASSWORD = "a battery and a staple";

  @BeforeAll
  static void openTheSite() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    TestHub.hub()
        .library()
        .papers()
        .upsert(
            List.of(
                Paper.of(new ArxivId("3106.00001"), "To be discussed", "About $x$.")
                    .authors(List.of("Ada Lovelace"))
                    .date(PublicationDate.ofDay(LocalDate.parse("2031-06-05"), ""))
                    .build()));
    var _ =
        TestHub.post("/admin/settings", "signUp=OPEN&newcomers=MEMBER&runners=MEMBER&readers=true");
  }

  @Test
  void signUpConfirmVoteAndComment() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      join(page, "grace");

      page.evaluate("window.neverReloaded = true");
      Locator vote = page.locator(".lead .vote button");
      assertThat(vote).hasAccessibleName("0 votes");
      vote.click();
      assertThat(vote).hasAccessibleName("1 vote");
      assertThat(vote).isFocused();
      assertThat(vote).hasAttribute("aria-pressed", "true");
      page.keyboard().press("v");
      assertThat(vote).hasAccessibleName("0 votes");

      page.getByLabel("Your comment")
          .fill("Since $a_1 * b_1 * c$, **so** says @ada:\n\n$$\n- x\n$$");
      page.getByRole(AriaRole.BUTTON, button("Preview")).click();
      Locator preview = page.locator("form.compose .preview");
      assertThat(preview.locator(".katex")).hasCount(2);
      assertThat(preview.locator("strong")).hasText("so");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
      page.getByRole(AriaRole.BUTTON, button("Comment")).click();
      assertThat(page).hasURL(Pattern.compile("#comment-[0-9]+$"));
      Locator said = page.locator(".comment:target");
      assertThat(said.locator(".katex").first()).isVisible();
      assertThat(said.locator(".katex-display")).isVisible();
      assertThat(said).containsText("grace");

      said.getByText("Answer", new Locator.GetByTextOptions().setExact(true)).first().click();
      page.getByLabel("Your answer").fill("I answer myself.");
      page.getByRole(AriaRole.BUTTON, button("Answer")).click();
      assertThat(page.locator(".comment:target")).containsText("I answer myself.");
      assertThat(page.locator(".depth-1")).hasCount(1);

      // Whoever was mentioned has been told.
      chromium.signInAsAdministrator(page);
      page.navigate(TestHub.hub().address() + "/notifications");
      page.getByText("grace mentioned you").click();
      assertThat(page.locator(".comment:target")).containsText("says @ada");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void theSameWithoutScripts() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPageWithoutScripts();
      join(page, "linus");
      page.locator(".lead .vote button").click();
      assertThat(page).hasURL(Pattern.compile(PAPER + "$"));
      assertThat(page.locator(".lead .vote button")).hasAttribute("aria-pressed", "true");
      page.locator(".lead .vote button").click();
      assertThat(page.locator(".lead .vote button")).hasAttribute("aria-pressed", "false");

      page.getByLabel("Your comment").fill("It holds for $a_1$, *mostly*.");
      page.getByRole(AriaRole.BUTTON, button("Preview")).click();
      assertThat(page.locator(".preview em")).hasText("mostly");
      page.getByRole(AriaRole.BUTTON, button("Post")).click();
      assertThat(page.locator(".comment:target")).containsText("It holds for $a_1$, mostly.");
      page.locator(".comment:target").getByText("Delete", exactly()).click();
      page.getByRole(AriaRole.BUTTON, button("Delete it")).click();
      assertThat(page.getByText("It holds for")).hasCount(0);
      page.locator(".menu summary").click();
      page.getByRole(AriaRole.BUTTON, button("Sign out")).click();
      assertThat(page.getByRole(AriaRole.LINK, link("Sign in"))).isVisible();
    }
  }

  /** Signs up, follows the link of the letter, signs in, and is at the paper. */
  private static void join(Page page, String name) {
    String site = TestHub.hub().address().toString();
    page.navigate(site + "/sign-up");
    page.getByLabel("Name").fill(name);
    page.getByLabel("E-mail").fill(name + "@example.org");
    page.getByLabel("Password").fill(PASSWORD);
    page.locator("main form button").click();
    assertThat(page.locator("h1")).hasText("Look into your mailbox");
    page.navigate(TestHub.linkInLetterTo(name + "@example.org"));
    page.locator("main form button").click();
    assertThat(page.locator("h1")).hasText("Thank you");
    page.navigate(site + PAPER);
    page.locator(".lead .vote a").click();
    page.getByLabel("Name or e-mail address").fill(name);
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
    assertThat(page).hasURL(Pattern.compile(PAPER + "$"));
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
