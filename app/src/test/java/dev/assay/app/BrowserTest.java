package dev.assay.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The way of a reader, in a real browser: from the feed to a verdict that stays. */
class BrowserTest {
  private static final Pattern VERDICT =
      Pattern.compile("reproduced|contradicted|inconclusive", Pattern.CASE_INSENSITIVE);
  private final List<String> complaints = new ArrayList<>();

  @Test
  void fromTheFeedToAVerdictThatStays() {
    Path chromium = chromium();
    String claim = Reproductions.find("2310.01769").orElseThrow().claims().getFirst().id();
    Playwright.CreateOptions options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    try (Playwright playwright = Playwright.create(options);
        Browser browser = playwright.chromium().launch(launch(chromium))) {
      Page page = browser.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);

      page.navigate(TestHub.hub().address().toString());
      page.getByRole(AriaRole.SEARCHBOX).fill("over-parameterization matrix sensing");
      page.keyboard().press("Enter");
      page.getByText("How Over-Parameterization Slows Down").first().click();
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
      assertThat(complaints).isEmpty();
    }
  }

  private static LaunchOptions launch(Path chromium) {
    return new LaunchOptions()
        .setExecutablePath(chromium)
        .setHeadless(true)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** The machine's Chromium; where it has none the test is skipped, and on CI it fails. */
  private static Path chromium() {
    List<Path> places =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    for (Path place : places) {
      if (Files.isExecutable(place)) {
        return place;
      }
    }
    String reason = "Chromium is at none of " + places + ".";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
  }
}
