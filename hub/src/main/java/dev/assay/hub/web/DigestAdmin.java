package dev.assay.hub.web;

import dev.assay.hub.digest.Digests;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.mail.Refusals;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who gets the digest, and the addresses that get it no more: for administrators. */
@Controller
final class DigestAdmin {
  private static final int SHOWN = 500;

  private final Digests digests;
  private final Refusals refusals;

  DigestAdmin(Digests digests, Refusals refusals) {
    this.digests = digests;
    this.refusals = refusals;
  }

  @GetMapping("/admin/digest")
  String page(Model model) {
    var served = digests.served();
    model.addAttribute("count", served.size());
    model.addAttribute("served", served.stream().limit(SHOWN).toList());
    model.addAttribute("refused", refusals.all(SHOWN));
    model.addAttribute("canSend", digests.canSend());
    return "admin-digest";
  }

  /** Takes the address of a bounce or a complaint, or the return path that it came back to. */
  @PostMapping("/admin/digest/suspend")
  String suspend(
      @RequestParam(defaultValue = "") String email, HttpServletResponse response, Model model) {
    String address = MailServer.recipient(email.strip());
    try {
      Accounts.requireEmail(address);
    } catch (AccountMistake e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("mistake", e.sentence());
      return page(model);
    }
    refusals.suspend(address, "marked by an administrator");
    return "redirect:/admin/digest";
  }

  @PostMapping("/admin/digest/restore")
  String restore(@RequestParam(defaultValue = "") String email) {
    refusals.restore(email);
    return "redirect:/admin/digest";
  }
}
