package dev.assay.hub.web;

import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.runs.RunLimits;
import dev.assay.lab.Tier;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an administrator decides: settings, invitations, roles. */
@Controller
final class AdminPages {
  private static final int SHOWN = 500;

  private final Accounts accounts;
  private final People people;
  private final SiteSettings settings;
  private final Letters letters;
  private final RunLimits runLimits;

  AdminPages(
      Accounts accounts,
      People people,
      SiteSettings settings,
      Letters letters,
      RunLimits runLimits) {
    this.accounts = accounts;
    this.people = people;
    this.settings = settings;
    this.letters = letters;
    this.runLimits = runLimits;
  }

  @GetMapping("/admin")
  String page(Model model) {
    model.addAttribute("settings", settings.get());
    model.addAttribute("signUps", SiteSettings.SignUp.values());
    model.addAttribute("roles", Role.values());
    model.addAttribute("people", people.all(SHOWN, 0));
    model.addAttribute("count", people.count());
    model.addAttribute("canSend", letters.canSend());
    model.addAttribute("runLimits", runLimits.get());
    model.addAttribute("tiers", Tier.values());
    return "admin";
  }

  @PostMapping("/admin/settings")
  String set(
      @RequestParam(defaultValue = "") String signUp,
      @RequestParam(defaultValue = "") String newcomers,
      @RequestParam(defaultValue = "") String runners,
      @RequestParam(defaultValue = "false") boolean readers,
      HttpServletResponse response,
      Model model) {
    try {
      Role newcomer = role(newcomers);
      if (newcomer.atLeast(Role.CURATOR)) {
        throw new AccountMistake("Who signs up can be a reader or a member.");
      }
      settings.set(
          new SiteSettings.Settings(
              Arrays.stream(SiteSettings.SignUp.values())
                  .filter(choice -> choice.name().equalsIgnoreCase(signUp))
                  .findFirst()
                  .orElseThrow(
                      () -> new AccountMistake("Sign-up is open, by invitation or closed.")),
              newcomer,
              role(runners),
              readers));
    } catch (AccountMistake e) {
      return mistake(e, response, model);
    }
    return "redirect:/admin";
  }

  @PostMapping("/admin/runs")
  String setRunLimits(
      @RequestParam(defaultValue = "") String atOnce,
      @RequestParam(defaultValue = "") String minutes,
      @RequestParam(defaultValue = "") String tier,
      HttpServletResponse response,
      Model model) {
    try {
      runLimits.set(new RunLimits.Settings(number(atOnce), number(minutes), Tier.parse(tier)));
    } catch (IllegalArgumentException e) {
      return mistake(new AccountMistake(String.valueOf(e.getMessage())), response, model);
    }
    return "redirect:/admin";
  }

  /** One that is out of every range where it is no number. */
  private static int number(String text) {
    return text.strip().matches("[0-9]{1,6}") ? Integer.parseInt(text.strip()) : -1;
  }

  @PostMapping("/admin/invitations")
  String invite(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String role,
      HttpServletResponse response,
      Model model) {
    try {
      String secret = accounts.invite(email, role(role));
      model.addAttribute("invitation", letters.address("/join?link=" + secret));
    } catch (AccountMistake e) {
      return mistake(e, response, model);
    }
    return page(model);
  }

  @PostMapping("/admin/people/{id}/role")
  String setRole(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String role,
      HttpServletResponse response,
      Model model) {
    try {
      accounts.setRole(person(id), role(role));
    } catch (AccountMistake e) {
      return mistake(e, response, model);
    }
    return "redirect:/admin";
  }

  @PostMapping("/admin/people/{id}/disabled")
  String setDisabled(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean disabled,
      HttpServletResponse response,
      Model model) {
    try {
      accounts.setDisabled(person(id), disabled);
    } catch (AccountMistake e) {
      return mistake(e, response, model);
    }
    return "redirect:/admin";
  }

  /** A link for a new password, to pass on where no mail can be sent. */
  @PostMapping("/admin/people/{id}/reset")
  String reset(@PathVariable String id, Model model) {
    Person person = person(id);
    model.addAttribute("resetFor", person.name());
    model.addAttribute("reset", letters.address("/reset?link=" + accounts.resetLink(person)));
    return page(model);
  }

  private Person person(String id) {
    return (id.matches("[0-9]{1,15}") ? people.find(Long.parseLong(id)) : Optional.<Person>empty())
        .orElseThrow(() -> new NotThere("There is no such person here.", ""));
  }

  private static Role role(String text) {
    return Role.parse(text)
        .orElseThrow(
            () -> new AccountMistake("A role is reader, member, curator or administrator."));
  }

  private String mistake(AccountMistake e, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("mistake", e.sentence());
    return page(model);
  }
}
