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

/** What goes wrong on the way of somebody who joins and writes, in a real browser. */
class AccountBrowserTest {
  private static final String PAPER = "/papers/3106.00002";
  private static final String PASSWORD = "a battery and a staple";

  @BeforeAll
  static void addAPaper() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    TestHub.hub()
        .library()
        .papers()
        .upsert(
            List.of(
                Paper.of(new ArxivId("3106.00002"), "Of patience", "Text.")
                    .date(PublicationDate.ofDay(LocalDate.parse("2031-06-04"), ""))
                    .build()));
  }

  private static String invitation() throws Exception {
    String page = TestHub.submit("/admin/invitations", "role=member");
    return page.replaceFirst("(?s).*(/join\\?link=[\\w-]+).*", "$1");
  }

  @Test
  void aMistakeIsSaidBesideItsFieldAndAButtonPressedTwiceIsPressedOnce() throws Exception {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      page.navigate(TestHub.hub().address() + invitation());
      assertThat(page.locator("input[name=name]")).isFocused();
      page.locator("input[name=name]").fill("hasty");
      page.locator("input[name=password]").fill("aaaaaaaaaaaa");
      page.getByRole(AriaRole.BUTTON, button("Make it")).click();
      Locator password = page.locator("input[name=password]");
      assertThat(password).isFocused();
      assertThat(password)
          .hasAccessibleDescription("This password is too easy to guess; take a few words.");
      assertThat(page.locator("input[name=name]")).hasValue("hasty");

      password.fill(PASSWORD);
      page.getByRole(AriaRole.BUTTON, button("Make it")).dblclick();
      assertThat(page.locator(".menu summary")).hasText("hasty");
      assertThat(page).hasURL(Pattern.compile("/$"));
    }
  }

  @Test
  void whatIsWrittenOutlivesTheSession() throws Exception {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      page.navigate(TestHub.hub().address() + invitation());
      page.locator("input[name=name]").fill("patient");
      page.locator("input[name=password]").fill(PASSWORD);
      page.getByRole(AriaRole.BUTTON, button("Make it")).click();
      page.navigate(TestHub.hub().address() + PAPER);
      page.getByLabel("Your comment").fill("Long thought of, $x^2$.");
      page.context().clearCookies();

      page.getByRole(AriaRole.BUTTON, button("Preview")).click();
      assertThat(page.locator(".refused")).containsText("not signed in any more");
      assertThat(page.getByLabel("Your comment")).hasValue("Long thought of, $x^2$.");
      page.getByRole(AriaRole.BUTTON, button("Comment")).click();
      assertThat(page.locator(".lead")).containsText("What you wrote is kept");
      page.getByLabel("Name or e-mail address").fill("patient");
      page.locator("input[name=password]").fill("not this one");
      page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
      assertThat(page.getByLabel("Name or e-mail address")).hasValue("patient");
      assertThat(page.locator("input[name=password]")).isFocused();
      page.locator("input[name=password]").fill(PASSWORD);
      page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
      page.getByRole(AriaRole.BUTTON, button("Post")).click();
      assertThat(page).hasURL(Pattern.compile(PAPER + "#comment-[0-9]+$"));
      assertThat(page.locator(".comment:target")).containsText("Long thought of");
      assertThat(TestHub.get(PAPER).body()).containsOnlyOnce("Long thought of");
    }
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
