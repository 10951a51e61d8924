package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What axe-core finds to hinder people, on every kind of page, by day and by night. */
class AccessibilityTest {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  /** Pages that an administrator sees, who sees most. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/?sort=trending",
          "/papers/2025-09-30",
          "/papers/2310.01769",
          "/search?q=sharpness",
          "/search?q=zebraxylophone",
          "/boards",
          "/results",
          "/sources",
          "/runs",
          "/health",
          "/for-you",
          "/following",
          "/api",
          "/papers/2025-10-28/curate",
          "/collections",
          "/reading",
          "/submit",
          "/notifications",
          "/moderation",
          "/digest",
          "/?cat=cs.LG",
          "/digest/preview",
          "/admin/digest",
          "/account",
          "/admin",
          "/sign-in",
          "/sign-up",
          "/forgot",
          "/nowhere");

  @Test
  void axeFindsNothingGrave() {
    List<String> found = new ArrayList<>();
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      chromium.signInAsAdministrator(page);
      page.navigate(TestHub.hub().address() + "/papers/2310.01769");
      page.getByLabel("Your comment").fill("# Heading\n\nSee `code`, $x^2$ and https://a.example.");
      page.locator("form.compose button.primary").last().click();
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        for (String path : PAGES) {
          page.navigate(TestHub.hub().address() + path);
          AxeBuilder axe = new AxeBuilder(page);
          if (colours == ColorScheme.DARK) {
            // By night nothing but the colours is otherwise.
            axe.withRules(List.of("color-contrast"));
          }
          for (Rule rule : axe.analyze().getViolations()) {
            if (GRAVE.contains(rule.getImpact())) {
              for (CheckedNode node : rule.getNodes()) {
                found.add(
                    "%s, %s: %s at %s".formatted(path, colours, rule.getHelp(), node.getTarget()));
              }
            }
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void nothingIsWiderThanAPhone() {
    List<String> found = new ArrayList<>();
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.newPage();
      chromium.signInAsAdministrator(page);
      page.setViewportSize(390, 800);
      for (String path : PAGES) {
        page.navigate(TestHub.hub().address() + path);
        int width = (int) page.evaluate("document.documentElement.scrollWidth");
        if (width > 390) {
          found.add(path + " is " + width + " wide");
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
