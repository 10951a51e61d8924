package dev.assay.hub.web;

import dev.assay.hub.foryou.PersonalFeed;
import dev.assay.hub.foryou.PersonalFeed.Pick;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The papers that a person's votes and follows put first. */
@Controller
final class ForYouPages {
  private static final int PAGE_SIZE = 30;
  private static final int MOST = 300;

  private final PersonalFeed feed;
  private final PaperCards cards;

  ForYouPages(PersonalFeed feed, PaperCards cards) {
    this.feed = feed;
    this.cards = cards;
  }

  /** A paper, and why it is here. */
  public record Chosen(PaperCard card, Pick pick) {}

  @GetMapping("/for-you")
  String page(@RequestParam(defaultValue = "1") String page, Model model) {
    PersonalFeed.Feed found = feed.of(Visitor.required().person().id());
    List<Pick> picks = found.picks().subList(0, Math.min(MOST, found.picks().size()));
    int pages = Math.max(1, (picks.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    int number = page.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(page) : 1;
    if (number > pages) {
      throw new NotThere(
          "This list has %s, and no page %d.".formatted(Words.count(pages, "page"), number), "");
    }
    List<Pick> shown =
        picks.subList((number - 1) * PAGE_SIZE, Math.min(number * PAGE_SIZE, picks.size()));
    List<PaperCard> ofShown = cards.of(shown.stream().map(Pick::paper).toList());
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      chosen.add(new Chosen(ofShown.get(i), shown.get(i)));
    }
    model.addAttribute("feed", found);
    model.addAttribute("chosen", chosen);
    model.addAttribute("learnt", Words.count(found.votes(), "vote"));
    model.addAttribute("number", number);
    model.addAttribute("pages", pages);
    return "for-you";
  }
}
