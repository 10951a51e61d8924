package dev.assay.hub.boards;

import dev.assay.lab.Objective.Goal;
import dev.assay.lab.Tier;
import java.util.List;
import java.util.Locale;

/**
 * A board as it stands.
 *
 * @param rows of the largest tier first, and within a tier the best first
 */
public record BoardTable(
    String task, String dataset, String metric, Goal goal, List<BoardEntry> rows) {
  public BoardTable {
    rows = List.copyOf(rows);
  }

  /** Its place on the site: task, data set and metric in lower case, with hyphens. */
  public String path() {
    return "%s/%s/%s".formatted(slug(task), slug(dataset), slug(metric));
  }

  /** The rows that may be compared with each other. */
  public List<BoardEntry> rows(Tier tier) {
    return rows.stream().filter(entry -> entry.row().tier() == tier).toList();
  }

  /** The tiers that have rows, the largest first. */
  public List<Tier> tiers() {
    return rows.stream().map(entry -> entry.row().tier()).distinct().toList();
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "-")
        .replaceAll("^-|-$", "");
  }
}
