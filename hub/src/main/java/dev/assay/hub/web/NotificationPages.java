package dev.assay.hub.web;

import dev.assay.hub.discussion.Notifications;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person is told. */
@Controller
final class NotificationPages {
  private static final int SHOWN = 50;
  private static final int LAST_PAGE = 1000;

  private final Notifications notifications;

  NotificationPages(Notifications notifications) {
    this.notifications = notifications;
  }

  /** A notification and when it came. */
  public record Row(Notifications.Notification told, String time) {}

  @GetMapping("/notifications")
  String page(@RequestParam(defaultValue = "1") String page, Model model) {
    int number = page.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(page), LAST_PAGE) : 1;
    // One more than is shown tells whether there is another page.
    List<Notifications.Notification> some =
        notifications.of(Visitor.required().person().id(), SHOWN + 1, (number - 1) * SHOWN);
    model.addAttribute(
        "rows",
        some.stream().limit(SHOWN).map(told -> new Row(told, Words.time(told.created()))).toList());
    model.addAttribute("number", number);
    model.addAttribute("more", some.size() > SHOWN);
    return "notifications";
  }

  /** Leads to what a notification tells of, and notes that it was read. */
  @GetMapping("/notifications/{id}")
  String open(@PathVariable String id) {
    String path =
        (id.matches("[0-9]{1,15}")
                ? notifications.open(Visitor.required().person().id(), Long.parseLong(id))
                : java.util.Optional.<String>empty())
            .orElseThrow(() -> new NotThere("There is no such notification, or no more.", ""));
    return "redirect:" + LocalPath.of(path);
  }

  @PostMapping("/notifications/read")
  String read(@RequestParam(defaultValue = "") String upTo) {
    if (upTo.matches("[0-9]{1,15}")) {
      notifications.readUpTo(Visitor.required().person().id(), Long.parseLong(upTo));
    }
    return "redirect:/notifications";
  }

  @PostMapping("/account/letters")
  String setLetters(@RequestParam(required = false) @Nullable Set<String> kind) {
    notifications.setLetters(Visitor.required().person().id(), kind == null ? Set.of() : kind);
    return "redirect:/account#letters";
  }
}
