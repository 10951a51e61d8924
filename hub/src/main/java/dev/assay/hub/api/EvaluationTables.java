package dev.assay.hub.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.hub.Library;
import dev.assay.hub.boards.BoardEntry;
import dev.assay.hub.boards.BoardTable;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The boards in the shape of the {@code evaluation-tables} file that Papers with Code published:
 * tasks, their data sets, and for each the state of the art. Each row has beside that {@code
 * run_id, seed_count, ci, budget, verdict}.
 */
@RestController
@Tag(name = "evidence")
final class EvaluationTables {
  private final Boards boards;
  private final Library library;

  EvaluationTables(Boards boards, Library library) {
    this.boards = boards;
    this.library = library;
  }

  record Task(
      String task,
      String description,
      List<String> categories,
      List<Dataset> datasets,
      List<Task> subtasks,
      List<String> synonyms,
      @JsonProperty("source_link") @Nullable Link sourceLink) {}

  record Dataset(
      String dataset,
      String description,
      @JsonProperty("dataset_links") List<Link> links,
      @JsonProperty("dataset_citations") List<Link> citations,
      List<Dataset> subdatasets,
      Sota sota) {}

  record Sota(List<String> metrics, List<Row> rows) {}

  record Link(String title, String url) {}

  record Row(
      @JsonProperty("model_name") String modelName,
      @JsonProperty("paper_title") String paperTitle,
      @JsonProperty("paper_url") String paperUrl,
      @JsonProperty("paper_date") @Nullable String paperDate,
      @JsonProperty("code_links") List<Link> codeLinks,
      @JsonProperty("model_links") List<Link> modelLinks,
      Map<String, String> metrics,
      @JsonProperty("uses_additional_data") boolean usesAdditionalData,
      @JsonProperty("run_id") String runId,
      @JsonProperty("seed_count") int seedCount,
      @Nullable List<@Nullable Double> ci,
      Budget budget,
      String verdict) {}

  /** What the number took; a cost that was not measured is null. */
  record Budget(
      String tier,
      @JsonProperty("tuning_trials") int tuningTrials,
      @JsonProperty("wall_seconds_per_trial") @Nullable Double wallSeconds,
      @JsonProperty("cpu_seconds_per_trial") @Nullable Double cpuSeconds) {}

  @GetMapping(path = "/boards/evaluation-tables.json", produces = "application/json")
  @Operation(summary = "The boards in the shape of Papers with Code's evaluation tables.")
  List<Task> tables() {
    Map<String, Map<String, List<BoardTable>>> tasks = new LinkedHashMap<>();
    for (BoardTable board : boards.all()) {
      tasks
          .computeIfAbsent(board.task(), task -> new LinkedHashMap<>())
          .computeIfAbsent(board.dataset(), dataset -> new ArrayList<>())
          .add(board);
    }
    List<Task> all = new ArrayList<>();
    tasks.forEach(
        (task, datasets) -> {
          List<Dataset> ofTask = new ArrayList<>();
          datasets.forEach((dataset, ofDataset) -> ofTask.add(dataset(dataset, ofDataset)));
          all.add(new Task(task, "", List.of(), ofTask, List.of(), List.of(), null));
        });
    return all;
  }

  private Dataset dataset(String name, List<BoardTable> ofDataset) {
    List<Row> rows = new ArrayList<>();
    for (BoardTable board : ofDataset) {
      board.rows().forEach(entry -> rows.add(row(board, entry)));
    }
    return new Dataset(
        name,
        "",
        List.of(),
        List.of(),
        List.of(),
        new Sota(ofDataset.stream().map(BoardTable::metric).toList(), rows));
  }

  private Row row(BoardTable board, BoardEntry entry) {
    Paper paper = library.find(entry.paper()).orElse(null);
    PublicationDate date = paper == null ? null : paper.date();
    return new Row(
        entry.row().arm(),
        entry.title(),
        paper == null || paper.id().isLocal() ? "" : "https://arxiv.org/abs/" + paper.id(),
        date == null ? null : date.first().toString(),
        paper == null || paper.codeUrl() == null
            ? List.of()
            : List.of(new Link(paper.codeUrl().toString(), paper.codeUrl().toString())),
        List.of(),
        Map.of(board.metric(), Double.toString(entry.row().evidence().estimate())),
        false,
        entry.runId(),
        entry.row().evidence().seeds(),
        ci(entry),
        new Budget(
            entry.row().tier().label(),
            entry.row().tuningTrials(),
            measured(entry.row().wallSeconds()),
            measured(entry.row().cpuSeconds())),
        entry.result().verdict().name().toLowerCase(Locale.ROOT));
  }

  private static @Nullable List<@Nullable Double> ci(BoardEntry entry) {
    var interval = entry.row().evidence().interval();
    return Double.isFinite(interval.low()) && Double.isFinite(interval.high())
        ? List.of(interval.low(), interval.high())
        : null;
  }

  private static @Nullable Double measured(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }
}
