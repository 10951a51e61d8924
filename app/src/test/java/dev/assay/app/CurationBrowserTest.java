package dev.assay.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import dev.assay.hub.sources.SourceName;
import dev.assay.hub.sources.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a paper, in a real browser: submitted, featured, kept to read, and gathered. */
class CurationBrowserTest {
  private static final SourceName DETAILS = SourceName.parse("arxiv-details");

  /** What arXiv's API answers for the paper. */
  private static final String ANSWER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
        <entry>
          <id>http://arxiv.org/abs/3106.00001v1</id>
          <updated>2031-06-02T17:59:00Z</updated>
          <published>2031-06-02T17:59:00Z</published>
          <title>Weighing $x^2$ grains of gold</title>
          <summary>We weigh them.</summary>
          <author><name>Ada Lovelace</name></author>
          <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
        </entry>
      </feed>
      """;

  private static HttpServer arxiv;

  @BeforeAll
  static void readArxivFromHere() throws IOException {
    arxiv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    arxiv.createContext(
        "/",
        exchange -> {
          byte[] body = ANSWER.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    arxiv.start();
    sources()
        .put(
            DETAILS,
            URI.create("http://127.0.0.1:" + arxiv.getAddress().getPort() + "/api/query"),
            null,
            Duration.ofHours(6));
  }

  @AfterAll
  static void stop() {
    sources().put(DETAILS, null, null, Duration.ofHours(6));
    arxiv.stop(0);
  }

  private static Sources sources() {
    return TestHub.hub().library().sources(Clock.systemUTC());
  }

  @Test
  void aPaperIsSubmittedFeaturedReadAndGatheredWithoutScripts() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPageWithoutScripts();
      chromium.signInAsAdministrator(page);
      page.navigate(TestHub.hub().address() + "/submit");
      page.locator("input[name=paper]").fill("https://arxiv.org/abs/3106.00001");
      press(page, "Look at it");
      assertThat(page.locator("h1")).hasText("Weighing $x^2$ grains of gold");
      press(page, "Post it");
      assertThat(page).hasURL(Pattern.compile("/papers/3106.00001$"));
      assertThat(page.locator(".lead")).containsText("Submitted by ada");

      page.locator(".lead .meta a[href^='/papers/']").first().click();
      page.getByRole(AriaRole.LINK, link("Curate this day")).click();
      press(page, "Feature Weighing $x^2$ grains of gold");
      assertThat(page.locator("main")).containsText("ada featured “Weighing $x^2$ grains of gold”");
      page.getByRole(AriaRole.LINK, link("the day's page")).click();
      Locator card = page.locator(".card").first();
      assertThat(card).containsText("★ featured");
      assertThat(card).containsText("submitted by ada");
      assertThat(page.locator("main")).containsText("Curated by ada and the research community.");

      card.getByText("Read later").click();
      assertThat(page.locator(".card").first()).containsText("On your list");
      page.locator(".menu summary").click();
      page.getByRole(AriaRole.LINK, link("Reading list")).click();
      page.locator(".card").getByText("Mark as read").click();
      assertThat(page.locator("main")).containsText("1 of 1 read");
      assertThat(page.locator("main")).containsText("All read");

      page.navigate(TestHub.hub().address() + "/papers/3106.00001");
      page.locator(".drawer summary").click();
      page.getByLabel("A new one").fill("Gold");
      press(page, "Make it and add the paper");
      page.locator(".places").getByText("Collections").click();
      page.getByRole(AriaRole.LINK, link("Gold")).click();
      assertThat(page.locator(".card")).hasCount(1);
      press(page, "Take out Weighing $x^2$ grains of gold");
      assertThat(page.locator(".card")).hasCount(0);
      press(page, "Undo");
      assertThat(page.locator(".card")).hasCount(1);
    }
  }

  @Test
  void aPaperIsKeptWithoutLeavingThePage() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      chromium.signInAsAdministrator(page);
      page.navigate(TestHub.hub().address() + "/papers/2310.02541");
      page.evaluate("window.neverReloaded = true");
      page.getByText("Read later").click();
      assertThat(page.getByText("On your list")).isFocused();
      page.getByText("Mark as read").click();
      page.getByText("On your list").click();
      assertThat(page.getByText("Read later")).isVisible();
      assertThat(page.locator(".marks .done")).hasText("Read");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
