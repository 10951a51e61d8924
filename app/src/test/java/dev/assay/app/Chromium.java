package dev.assay.app;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's Chromium, and what its console complains of. */
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; where the machine has none the test is skipped, and on CI it fails. */
  static Chromium start() {
    Path program = program();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LaunchOptions options =
        new LaunchOptions()
            .setExecutablePath(program)
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
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  Page newPage() {
    Page page = browser.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** A browser in which no page's scripts run. */
  Page newPageWithoutScripts() {
    return browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false));
  }

  /** From now on the page is the administrator's, who is called ada. */
  void signInAsAdministrator(Page page) {
    String[] cookie = TestHub.cookie().split("=", 2);
    page.context()
        .addCookies(
            List.of(new Cookie(cookie[0], cookie[1]).setUrl(TestHub.hub().address().toString())));
  }

  List<String> complaints() {
    return complaints;
  }

  private static Path program() {
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

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
