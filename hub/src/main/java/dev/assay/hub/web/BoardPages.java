package dev.assay.hub.web;

import dev.assay.hub.boards.BoardEntry;
import dev.assay.hub.boards.BoardTable;
import dev.assay.hub.boards.Boards;
import dev.assay.lab.Numbers;
import dev.assay.lab.Objective.Goal;
import dev.assay.lab.Tier;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The boards, and each of them. */
@Controller
final class BoardPages {
  private final Boards boards;

  BoardPages(Boards boards) {
    this.boards = boards;
  }

  /** A board in the list of boards. */
  public record Summary(BoardTable board, BoardEntry best) {
    public String address() {
      return "/boards/" + board.path();
    }

    public String measured() {
      return BoardPages.measured(best);
    }

    /** What stands under the board's name. */
    public String size() {
      return Words.count(board.rows().size(), "row")
          + ", "
          + (board.goal() == Goal.MINIMIZE ? "lower is better" : "higher is better");
    }
  }

  /** The rows of one tier. */
  public record TierTable(Tier tier, List<Line> lines) {}

  /** A row as its page shows it. */
  public record Line(BoardEntry entry) {
    public String measured() {
      return BoardPages.measured(entry);
    }

    /** What a trial took, by the clock and of processor time. */
    public String cost() {
      OptionalDouble cpu = entry.row().cpuSeconds();
      return seconds(entry.row().wallSeconds())
          + (cpu.isPresent() ? ", " + seconds(cpu) + " of CPU" : "");
    }

    public String word() {
      return Words.word(entry.result().verdict());
    }

    public String day() {
      return Words.day(entry.result().finished());
    }

    public String address() {
      return "/papers/%s/records/%s".formatted(entry.paper(), entry.result().name());
    }
  }

  @GetMapping("/boards")
  String all(Model model) {
    model.addAttribute(
        "boards",
        boards.all().stream().map(board -> new Summary(board, board.rows().getFirst())).toList());
    model.addAttribute("feedTitle", "Assay: boards");
    model.addAttribute("atom", "/boards.atom");
    model.addAttribute("rss", "/boards.rss");
    return "boards";
  }

  @GetMapping("/boards/{task}/{dataset}/{metric:[^.]*}")
  String board(
      @PathVariable String task,
      @PathVariable String dataset,
      @PathVariable String metric,
      Model model) {
    String path = task + "/" + dataset + "/" + metric;
    BoardTable board =
        boards
            .find(path)
            .orElseThrow(
                () -> new NotThere("There is no board " + Words.shortened(path) + " here.", task));
    model.addAttribute("board", board);
    model.addAttribute("heading", Words.capital(board.task()));
    model.addAttribute(
        "better", board.goal() == Goal.MINIMIZE ? "Lower is better." : "Higher is better.");
    model.addAttribute(
        "tiers",
        board.tiers().stream()
            .map(tier -> new TierTable(tier, board.rows(tier).stream().map(Line::new).toList()))
            .toList());
    model.addAttribute("feedTitle", "Assay: " + board.task() + ", " + board.dataset());
    model.addAttribute("atom", "/boards/" + board.path() + ".atom");
    model.addAttribute("rss", "/boards/" + board.path() + ".rss");
    return "board";
  }

  private static String measured(BoardEntry entry) {
    return Words.measured(entry.row().evidence().estimate(), entry.row().evidence().interval());
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isPresent() ? Numbers.text(seconds.getAsDouble()) + " s" : "not measured";
  }
}
