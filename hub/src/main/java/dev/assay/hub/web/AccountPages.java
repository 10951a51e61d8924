package dev.assay.hub.web;

import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.ApiTokens;
import dev.assay.hub.people.KnownBrowsers;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Sessions;
import dev.assay.hub.people.SiteSettings;
import dev.assay.lab.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and up, and what a person decides about their own account. */
@Controller
final class AccountPages {
  private static final Logger log = LoggerFactory.getLogger(AccountPages.class);

  private final Accounts accounts;
  private final People people;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final ApiTokens tokens;
  private final SiteSettings settings;
  private final SignedIn signedIn;
  private final Attempts attempts;
  private final Letters letters;
  private final IdentityPages.Providers providers;
  private final List<PersonalData> personalData;
  private final Clock clock;

  AccountPages(
      Accounts accounts,
      People people,
      Sessions sessions,
      KnownBrowsers browsers,
      ApiTokens tokens,
      SiteSettings settings,
      SignedIn signedIn,
      Attempts attempts,
      Letters letters,
      IdentityPages.Providers providers,
      List<PersonalData> personalData,
      Clock clock) {
    this.accounts = accounts;
    this.people = people;
    this.sessions = sessions;
    this.browsers = browsers;
    this.tokens = tokens;
    this.settings = settings;
    this.signedIn = signedIn;
    this.attempts = attempts;
    this.letters = letters;
    this.providers = providers;
    this.personalData = personalData;
    this.clock = clock;
  }

  @GetMapping("/sign-in")
  String signIn(@RequestParam(required = false) @Nullable String next, Model model) {
    return signInPage(next, "", null, model);
  }

  private String signInPage(
      @Nullable String next, String name, @Nullable String mistake, Model model) {
    model.addAttribute("name", name);
    model.addAttribute("next", LocalPath.of(next));
    model.addAttribute("mistake", mistake);
    model.addAttribute("providers", providers.all());
    model.addAttribute("open", settings.get().signUp() == SiteSettings.SignUp.OPEN);
    model.addAttribute("nobody", !people.hasAdministrator());
    return "sign-in";
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.SIGN_IN, request);
    Optional<Person> person = accounts.signIn(name, password, SignedIn.browser(request));
    if (person.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return signInPage(
          next,
          name,
          "The name or the password is not right, or too many wrong ones were tried; after a quarter"
              + " of an hour it can be tried again.",
          model);
    }
    signedIn.begin(person.get(), request, response);
    return "redirect:" + LocalPath.of(next);
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    signedIn.end(request, response);
    return "redirect:/";
  }

  @GetMapping("/sign-up")
  String signUp(Model model) {
    model.addAttribute("open", settings.get().signUp() == SiteSettings.SignUp.OPEN);
    return "sign-up";
  }

  @PostMapping("/sign-up")
  String signUp(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.SIGN_UP, request);
    try {
      accounts.signUp(name.strip(), email.strip(), password);
    } catch (AccountMistake e) {
      mistake(e, response, model);
      model.addAttribute("name", name);
      model.addAttribute("email", email);
      return signUp(model);
    }
    return message(
        "Look into your mailbox",
        "A letter with a link is on its way to %s. When you have followed it, sign in. Where none comes,"
                .formatted(email.strip())
            + " look among unwanted mail, or whether the address is right.",
        model);
  }

  /** The page of a link that makes an account: the first administrator's, or an invitation. */
  @GetMapping({"/welcome", "/join"})
  String join(
      @RequestParam(defaultValue = "") String link, HttpServletRequest request, Model model) {
    Optional<Links.Link> found = accounts.link(joining(request), link);
    if (found.isEmpty()) {
      return message("Too late", "This link does not work any more; ask for a new one.", model);
    }
    model.addAttribute("link", link);
    model.addAttribute("action", request.getRequestURI());
    model.addAttribute("role", found.get().role().label());
    model.addAttribute("known", found.get().email());
    model.addAttribute(
        "providers", found.get().kind() == Links.Kind.INVITATION ? providers.all() : List.of());
    return "join";
  }

  @PostMapping({"/welcome", "/join"})
  String join(
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.LINK, request);
    try {
      Person person = accounts.join(joining(request), link, name.strip(), email, password);
      signedIn.begin(person, request, response);
      return "redirect:/";
    } catch (AccountMistake e) {
      mistake(e, response, model);
      model.addAttribute("name", name);
      model.addAttribute("email", email);
      return join(link, request, model);
    }
  }

  private static Links.Kind joining(HttpServletRequest request) {
    return request.getRequestURI().equals("/welcome") ? Links.Kind.WELCOME : Links.Kind.INVITATION;
  }

  /** A button, since programs that look at mail follow links. */
  @GetMapping("/confirm")
  String confirm(@RequestParam(defaultValue = "") String link, Model model) {
    model.addAttribute("link", link);
    return "confirm";
  }

  @PostMapping("/confirm")
  String confirm(
      @RequestParam(defaultValue = "") String link, HttpServletRequest request, Model model) {
    attempts.count(Attempts.What.LINK, request);
    boolean confirmed = accounts.confirm(link).isPresent();
    model.addAttribute("signIn", confirmed && Visitor.current().isEmpty());
    return confirmed
        ? message("Thank you", "Your address is confirmed.", model)
        : message("Too late", "This link does not work any more; ask for a new one.", model);
  }

  @GetMapping("/forgot")
  String forgot() {
    return "forgot";
  }

  @PostMapping("/forgot")
  String forgot(
      @RequestParam(defaultValue = "") String email, HttpServletRequest request, Model model) {
    attempts.count(Attempts.What.LETTER, request);
    // Beside the answer, whose time would tell whether there was a letter to write.
    Thread.ofVirtual().name("assay-forgot").start(() -> forgot(email.strip()));
    return message(
        "Look into your mailbox",
        "If there is an account with this address, a letter with a link is on its way.",
        model);
  }

  private void forgot(String email) {
    try {
      accounts.forgot(email);
    } catch (RuntimeException e) {
      log.warn("no letter about a new password was written: {}", e.getMessage());
    }
  }

  @GetMapping("/reset")
  String reset(@RequestParam(defaultValue = "") String link, Model model) {
    model.addAttribute("link", link);
    return "reset";
  }

  @PostMapping("/reset")
  String reset(
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.LINK, request);
    try {
      signedIn.begin(accounts.reset(link, password), request, response);
      return "redirect:/account";
    } catch (AccountMistake e) {
      mistake(e, response, model);
      return reset(link, model);
    }
  }

  @GetMapping("/account")
  String account(Model model) {
    Person person = Visitor.required().person();
    model.addAttribute("person", person);
    model.addAttribute("sessions", sessions.of(person.id()));
    model.addAttribute("tokens", tokens.of(person.id()));
    model.addAttribute("scopes", ApiTokens.Scope.values());
    model.addAttribute("providers", providers.all());
    model.addAttribute("issuers", people.issuers(person.id()));
    model.addAttribute("hasPassword", people.hasPassword(person.id()));
    model.addAttribute("canSend", letters.canSend());
    return "account";
  }

  @PostMapping("/account/confirmation")
  String sendConfirmation(HttpServletRequest request, Model model) {
    attempts.count(Attempts.What.LETTER, request);
    accounts.sendConfirmation(Visitor.required().person());
    return message("Look into your mailbox", "A letter with a link is on its way.", model);
  }

  @PostMapping("/account/email")
  String changeEmail(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String current,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.LETTER, request);
    try {
      accounts.changeEmail(Visitor.required().person(), email.strip(), current);
    } catch (AccountMistake e) {
      mistake(e, response, model);
      model.addAttribute("email", email);
      return account(model);
    }
    return message(
        "Look into the new mailbox",
        "A letter with a link is on its way. Your account has the new address when you have followed"
            + " it.",
        model);
  }

  @PostMapping("/account/password")
  String changePassword(
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    attempts.count(Attempts.What.SIGN_IN, request);
    Person person = Visitor.required().person();
    try {
      accounts.changePassword(person, old, password);
    } catch (AccountMistake e) {
      mistake(e, response, model);
      return account(model);
    }
    signedIn.begin(person, request, response);
    return "redirect:/account";
  }

  /** Ends every session but a new one here. */
  @PostMapping("/account/sessions/end")
  String endSessions(HttpServletRequest request, HttpServletResponse response) {
    Person person = Visitor.required().person();
    accounts.endAll(person);
    signedIn.begin(person, request, response);
    return "redirect:/account";
  }

  @PostMapping("/account/tokens")
  String makeToken(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable Set<String> scope,
      HttpServletResponse response,
      Model model) {
    try {
      model.addAttribute(
          "made",
          tokens.make(
              Visitor.required().person().id(),
              name,
              scope == null ? Set.of() : scope,
              clock.instant()));
    } catch (AccountMistake e) {
      mistake(e, response, model);
    }
    return account(model);
  }

  @PostMapping("/account/tokens/{id}/remove")
  String removeToken(@PathVariable String id) {
    if (id.matches("[0-9]{1,15}")) {
      tokens.remove(Visitor.required().person().id(), Long.parseLong(id));
    }
    return "redirect:/account";
  }

  /** All that is kept of a person, as a file. */
  @GetMapping("/account/export")
  ResponseEntity<String> export() {
    Person person = Visitor.required().person();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("account", person);
    all.put("identities", people.issuers(person.id()));
    all.put("sessions", sessions.of(person.id()));
    all.put("knownBrowsersSince", browsers.of(person.id()));
    all.put("tokens", tokens.of(person.id()));
    personalData.forEach(part -> all.put(part.name(), part.of(person.id())));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"assay-account.json\"")
        .body(Json.pretty(all));
  }

  @PostMapping("/account/delete")
  String delete(
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Person person = Visitor.required().person();
    try {
      if (!name.strip().equalsIgnoreCase(person.name())) {
        throw new AccountMistake(
            "Write your name into the field, so that nothing goes by accident.");
      }
      accounts.delete(person, id -> personalData.forEach(part -> part.delete(id)));
    } catch (AccountMistake e) {
      mistake(e, response, model);
      return account(model);
    }
    signedIn.end(request, response);
    return message("Gone", "Your account and what was yours alone are deleted.", model);
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
