package dev.assay.hub.web;

import dev.assay.hub.digest.Digests;
import dev.assay.hub.digest.Schedule;
import dev.assay.hub.digest.Subscription;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Subscribing to the digest, changing it and ending it, by the links of its letters. */
@Controller
final class DigestPages {
  private static final Pattern STYLE = Pattern.compile("style=\"([^\"]*)\"");

  private final Digests digests;
  private final Attempts attempts;

  DigestPages(Digests digests, Attempts attempts) {
    this.digests = digests;
    this.attempts = attempts;
  }

  @GetMapping("/digest")
  String page(Model model) {
    Optional<Person> person = person();
    Optional<Subscription> own = person.flatMap(digests::servedTo);
    model.addAttribute("own", own.orElse(null));
    model.addAttribute("canSend", digests.canSend());
    if (!model.containsAttribute("email")) {
      model.addAttribute("email", person.map(Person::email).orElse(null));
    }
    return form(
        own.map(Subscription::schedule).orElse(Schedule.usual(ZoneId.of("UTC"))), model, "digest");
  }

  private static String form(Schedule schedule, Model model, String template) {
    model.addAttribute("schedule", schedule);
    model.addAttribute("zones", Schedule.ZONES);
    model.addAttribute("days", DayOfWeek.values());
    model.addAttribute("hours", IntStream.range(0, 24).boxed().toList());
    return template;
  }

  @PostMapping("/digest")
  String subscribe(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "workdays") String frequency,
      @RequestParam(defaultValue = "1") String weekday,
      @RequestParam(defaultValue = "8") String hour,
      @RequestParam(defaultValue = "UTC") String zone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.DIGEST, request);
    try {
      boolean begun =
          digests.subscribe(
              email.strip(), Schedule.parse(frequency, weekday, hour, zone), person().orElse(null));
      return begun
          ? "redirect:/digest"
          : message(
              "Look into your mailbox",
              "A letter with a link is on its way. The digest comes when you have followed it.",
              model);
    } catch (AccountMistake e) {
      mistake(e, response, model);
      model.addAttribute("email", email);
      return page(model);
    }
  }

  private static Optional<Person> person() {
    return Visitor.current().filter(Visitor::isPerson).map(Visitor::person);
  }

  /** A button each, since programs that look at mail follow links. */
  @GetMapping({"/digest/confirm", "/digest/unsubscribe"})
  String subscription(
      @RequestParam(defaultValue = "") String key, HttpServletResponse response, Model model) {
    return page(digests.byKey(key), response, model);
  }

  @PostMapping("/digest/confirm")
  String confirm(
      @RequestParam(defaultValue = "") String key, HttpServletResponse response, Model model) {
    model.addAttribute("done", "The digest is on its way to you from now on.");
    return page(digests.confirm(key), response, model);
  }

  @PostMapping("/digest/settings")
  String settings(
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String frequency,
      @RequestParam(defaultValue = "") String weekday,
      @RequestParam(defaultValue = "") String hour,
      @RequestParam(defaultValue = "") String zone,
      HttpServletResponse response,
      Model model) {
    try {
      Optional<Subscription> changed =
          digests.reschedule(key, Schedule.parse(frequency, weekday, hour, zone));
      model.addAttribute("done", "Saved.");
      return page(changed, response, model);
    } catch (AccountMistake e) {
      String page = page(digests.byKey(key), response, model);
      mistake(e, response, model);
      return page;
    }
  }

  /**
   * Ends a subscription: by the button of a page, or by the one request that a mail program sends
   * (RFC 8058), which has no session and nothing but the key.
   */
  @PostMapping("/digest/unsubscribe")
  String unsubscribe(
      @RequestParam(defaultValue = "") String key, HttpServletResponse response, Model model) {
    Optional<Subscription> ended = digests.end(key);
    return ended.isPresent()
        ? page(ended, response, model)
        : message("Nothing to end", "No digest is sent because of this link.", model);
  }

  private static String page(
      Optional<Subscription> subscription, HttpServletResponse response, Model model) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (subscription.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      return message(
          "Too late", "This link does not work any more; ask for the digest again.", model);
    }
    model.addAttribute("subscription", subscription.get());
    return form(subscription.get().schedule(), model, "digest-subscription");
  }

  /** A digest as it would look now, in the letter's own HTML. */
  @GetMapping("/digest/preview")
  ResponseEntity<String> preview() {
    String html = preview(Digests.Preview::html, "<p>There is nothing to tell at present.</p>");
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", policy(html))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(html);
  }

  @GetMapping("/digest/preview.txt")
  ResponseEntity<String> previewText() {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(preview(Digests.Preview::text, "There is nothing to tell at present.\n"));
  }

  private String preview(Function<Digests.Preview, String> part, String otherwise) {
    return digests.preview(person().orElse(null)).map(part).orElse(otherwise);
  }

  /** Letters are styled inline: those very styles are allowed, by their hashes, and no script. */
  private static String policy(String html) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " style-src 'unsafe-hashes' "
        + STYLE
            .matcher(html)
            .results()
            .map(match -> match.group(1))
            .distinct()
            .map(style -> "'sha256-" + hash(style) + "'")
            .collect(Collectors.joining(" "));
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void mistake(AccountMistake e, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("mistake", e.sentence());
    model.addAttribute("field", e.field());
  }

  private static String message(String title, String sentence, Model model) {
    model.addAttribute("title", title);
    model.addAttribute("sentence", sentence);
    return "message";
  }
}
