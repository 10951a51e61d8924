package dev.assay.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The way of somebody who reads by mail: to subscribe, read the letter and unsubscribe, in a real
 * browser; and of somebody who follows things.
 */
class DigestBrowserTest {
  private static final String SITE = TestHub.hub().address().toString();

  @BeforeAll
  static void addAPaper() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    LocalDate today = LocalDate.now(Clock.systemUTC());
    TestHub.hub()
        .library()
        .papers()
        .upsert(
            List.of(
                Paper.of(new ArxivId("2611.33333"), "Read by mail", "Of letters & <b>digests</b>.")
                    .categories(List.of("cs.DL"))
                    .upvotes(5000)
                    .date(PublicationDate.ofDay(today, ""))
                    .build()));
    TestHub.hub().library().search().catchUp();
  }

  /** Makes the digests of all subscribers, as if their time had come. */
  private static void makeDigests() {
    Library library = TestHub.hub().library();
    library
        .jdbc()
        .sql("update subscription set next = now() - interval '1 minute' where next is not null")
        .update();
    DigestCommand.digests(library, TestHub.home(), TestHub.hub().address()).makeDue();
  }

  @Test
  void subscribeReadTheLetterAndUnsubscribe() throws Exception {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      page.navigate(SITE + "/");
      page.getByLabel("Get trending papers in your mailbox").fill("reader@example.org");
      page.getByRole(AriaRole.BUTTON, button("Subscribe")).click();
      assertThat(page.locator("h1")).hasText("Look into your mailbox");
      page.navigate(TestHub.linkInLetterTo("reader@example.org"));
      page.getByRole(AriaRole.BUTTON, button("Yes, send it to me")).click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("on its way");
      page.getByLabel("once a week, on").check();
      page.getByLabel("Day of a weekly digest").selectOption("Friday");
      page.getByRole(AriaRole.BUTTON, button("Save")).click();
      assertThat(page.locator(".lead")).containsText("on Fridays at 08:00");

      makeDigests();
      MimeMessage letter = TestHub.lettersTo("reader@example.org", 2).getLast();
      String html = ((MimeMultipart) letter.getContent()).getBodyPart(1).getContent().toString();
      read(html, page);
      assertThat(page.locator("body")).containsText("Of letters & <b>digests</b>.");
      page.getByRole(AriaRole.LINK, link("Read by mail")).click();
      assertThat(page).hasURL(Pattern.compile("/papers/2611.33333$"));

      read(html, page);
      page.getByRole(AriaRole.LINK, link("Change or end it")).click();
      page.getByRole(AriaRole.BUTTON, button("Unsubscribe")).click();
      assertThat(page.locator("h1")).hasText("You are unsubscribed");
      makeDigests();
      page.getByRole(AriaRole.BUTTON, button("Subscribe again")).click();
      assertThat(page.locator("h1")).hasText("Your digest");
      assertThat(TestHub.lettersTo("reader@example.org", 2)).hasSize(2);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** As a mail program does, away from the site and its rules. */
  private static void read(String letter, Page page) {
    page.navigate("about:blank");
    page.setContent(letter);
  }

  @Test
  void thePreviewIsStyledUnderThePolicyOfItsPage() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      page.navigate(SITE + "/digest/preview");
      assertThat(page.getByRole(AriaRole.LINK, link("Read by mail")))
          .hasCSS("text-decoration-line", "none");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void subscribeWithoutScripts() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPageWithoutScripts();
      page.navigate(SITE + "/digest");
      page.getByLabel("E-mail address").fill("plain@example.org");
      page.getByLabel("Time zone").selectOption("Asia/Tokyo");
      page.getByRole(AriaRole.BUTTON, button("Subscribe")).click();
      page.navigate(TestHub.linkInLetterTo("plain@example.org"));
      page.getByRole(AriaRole.BUTTON, button("Yes, send it to me")).click();
      assertThat(page.locator(".lead")).containsText("on workdays at 08:00, Asia/Tokyo");
    }
  }

  @Test
  void followWithoutLeavingThePageAndEndIt() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      chromium.signInAsAdministrator(page);
      page.navigate(SITE + "/?cat=cs.DL");
      page.evaluate("window.neverReloaded = true");
      Locator follow = page.locator("form.follow button");
      assertThat(follow).hasAccessibleName("Follow cs.DL");
      follow.click();
      assertThat(follow).hasText("Following");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);

      page.navigate(SITE + "/for-you");
      Locator card = page.locator(".card", new Page.LocatorOptions().setHasText("Read by mail"));
      assertThat(card.locator(".because")).containsText("You follow cs.DL.");
      page.navigate(SITE + "/following");
      assertThat(page.locator(".follows li")).containsText("cs.DL");
      page.locator(".follows form.follow button").click();
      assertThat(page.locator(".follows form.follow button")).hasText("Follow");
      page.reload();
      assertThat(page.locator(".nothing")).containsText("Nothing yet");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
