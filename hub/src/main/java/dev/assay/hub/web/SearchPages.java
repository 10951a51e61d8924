package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.records.Standings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a search finds. */
@Controller
final class SearchPages {
  private static final int MAX_QUERY = 500;

  private final Library library;
  private final Standings standings;

  SearchPages(Library library, Standings standings) {
    this.library = library;
    this.standings = standings;
  }

  @GetMapping("/search")
  String search(@RequestParam(defaultValue = "") String q, Model model) {
    String words = q.length() > MAX_QUERY ? q.substring(0, MAX_QUERY) : q;
    model.addAttribute("q", words);
    model.addAttribute("cards", PaperCard.of(library.search(words), standings));
    return "search";
  }
}
