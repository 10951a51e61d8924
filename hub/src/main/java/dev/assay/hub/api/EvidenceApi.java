package dev.assay.hub.api;

import dev.assay.hub.boards.BoardEntry;
import dev.assay.hub.boards.BoardTable;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import dev.assay.lab.Claim;
import dev.assay.lab.Interval;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import dev.assay.lab.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Claims, records and boards. */
@RestController
@RequestMapping(path = "/api", produces = "application/json")
@Tag(name = "evidence", description = "Claims, the records of their runs, and boards.")
final class EvidenceApi {
  private final Claims claims;
  private final Records records;
  private final Standings standings;
  private final Boards boards;

  EvidenceApi(Claims claims, Records records, Standings standings, Boards boards) {
    this.claims = claims;
    this.records = records;
    this.standings = standings;
    this.boards = boards;
  }

  /** A claim and where it stands. */
  @Schema(name = "Claim")
  record ClaimJson(
      String paper,
      String id,
      String statement,
      String paperSays,
      String where,
      String scale,
      @Schema(description = "Whether the paper says it; otherwise it is a stress or a trap.")
          boolean ofPaper,
      String study,
      String contrast,
      Bounds region,
      @Schema(description = "The hash of the expectation.") String expectation,
      @Schema(description = "The record that counts, null where there is none.")
          @Nullable RecordJson record) {}

  /** A record in short. */
  @Schema(name = "Record")
  record RecordJson(
      @Schema(description = "Its name on the whole site.") String runId,
      String paper,
      String claim,
      String tier,
      String verdict,
      @Schema(description = "The verdict that correction for all claims of the run leaves.")
          String corrected,
      @Nullable Double estimate,
      Bounds interval,
      int seeds,
      Instant finished,
      @Schema(description = "Whether it was made under the claim's present expectation.")
          boolean current,
      @Schema(description = "Where the whole record is.") String url) {}

  /** An interval; a bound that is not finite is null. */
  @Schema(name = "Interval")
  record Bounds(@Nullable Double low, @Nullable Double high) {
    static Bounds of(Interval interval) {
      return new Bounds(finite(interval.low()), finite(interval.high()));
    }
  }

  /** A board as it stands. */
  @Schema(name = "Board")
  record BoardJson(
      String url, String task, String dataset, String metric, String goal, List<RowJson> rows) {}

  /** A row of a board. */
  @Schema(name = "BoardRow")
  record RowJson(
      @Schema(description = "From 1 within its tier.") int rank,
      String arm,
      @Nullable Double mean,
      Bounds interval,
      int seeds,
      int failed,
      String tier,
      int tuningTrials,
      @Schema(description = "Mean of a trial, null where it was not measured.")
          @Nullable Double wallSeconds,
      @Nullable Double cpuSeconds,
      RecordJson record) {}

  @GetMapping("/claims")
  @Operation(summary = "Lists claims that can be run.")
  List<ClaimJson> claims(
      @Parameter(description = "Only those of this paper.") @RequestParam(required = false)
          @Nullable String paper,
      @Parameter(description = "Only those that are reproduced, contradicted or inconclusive.")
          @RequestParam(required = false)
          @Nullable String verdict) {
    Verdict.Kind wanted = verdict == null ? null : verdict(verdict);
    return papers(paper)
        .flatMap(id -> claimsOf(id).stream())
        .filter(
            claim ->
                wanted == null
                    || (claim.record() != null && claim.record().verdict().equals(word(wanted))))
        .toList();
  }

  @GetMapping("/records")
  @Operation(summary = "Lists the newest record of each claim and tier.")
  List<RecordJson> records(
      @Parameter(description = "Only those of this paper.") @RequestParam(required = false)
          @Nullable String paper,
      @Parameter(description = "Only those of this claim.") @RequestParam(required = false)
          @Nullable String claim,
      @Parameter(description = "Only those of this tier: smoke, quick or full.")
          @RequestParam(required = false)
          @Nullable String tier) {
    Tier wanted = tier == null ? null : tier(tier);
    return papers(paper)
        .flatMap(
            id ->
                records.latest(id).stream()
                    .filter(result -> claim == null || result.claim().equalsIgnoreCase(claim))
                    .filter(result -> wanted == null || result.tier() == wanted)
                    .map(result -> json(id, result)))
        .toList();
  }

  @GetMapping("/boards")
  @Operation(summary = "Lists all boards with their rows.")
  List<BoardJson> boards() {
    return boards.all().stream().map(this::json).toList();
  }

  @GetMapping("/boards/{task}/{dataset}/{metric}")
  @Operation(summary = "Tells how a board stands.")
  BoardJson board(
      @PathVariable String task, @PathVariable String dataset, @PathVariable String metric) {
    return boards
        .find(task + "/" + dataset + "/" + metric)
        .map(this::json)
        .orElseThrow(() -> BadParameter.absent("There is no such board here."));
  }

  /** The papers with claims, or the one asked for. */
  private Stream<String> papers(@Nullable String paper) {
    if (paper == null) {
      return claims.all().stream().map(Reproduction::paper);
    }
    return Stream.of(
        claims
            .of(paper)
            .map(Reproduction::paper)
            .orElseThrow(
                () ->
                    BadParameter.absent(
                        "No claim of a paper %s can be run here."
                            .formatted(BadParameter.shortened(paper)))));
  }

  private List<ClaimJson> claimsOf(String paper) {
    List<Result> current = standings.current(paper);
    return claims.list(paper).stream().map(claim -> json(paper, claim, current)).toList();
  }

  private ClaimJson json(String paper, Claim claim, List<Result> current) {
    return new ClaimJson(
        paper,
        claim.id(),
        claim.statement(),
        claim.paperSays(),
        claim.where(),
        word(claim.scale()),
        claim.ofPaper(),
        claim.study().label(),
        claim.expectation().contrast().formula(),
        Bounds.of(claim.expectation().region()),
        claim.expectation().hash(),
        Standings.counting(current, claim).map(result -> json(paper, result)).orElse(null));
  }

  private RecordJson json(String paper, Result result) {
    return new RecordJson(
        paper + "/" + result.name(),
        paper,
        result.claim(),
        result.tier().label(),
        word(result.verdict()),
        word(result.corrected()),
        finite(result.estimate()),
        Bounds.of(result.interval()),
        result.seeds(),
        result.finished(),
        claims.isCurrent(paper, result),
        "/papers/%s/records/%s.json".formatted(paper, result.name()));
  }

  private BoardJson json(BoardTable board) {
    return new BoardJson(
        "/boards/" + board.path(),
        board.task(),
        board.dataset(),
        board.metric(),
        word(board.goal()),
        board.rows().stream().map(this::json).toList());
  }

  private RowJson json(BoardEntry entry) {
    return new RowJson(
        entry.rank(),
        entry.row().arm(),
        finite(entry.row().evidence().estimate()),
        Bounds.of(entry.row().evidence().interval()),
        entry.row().evidence().seeds(),
        entry.row().failed(),
        entry.row().tier().label(),
        entry.row().tuningTrials(),
        measured(entry.row().wallSeconds()),
        measured(entry.row().cpuSeconds()),
        json(entry.paper(), entry.result()));
  }

  private static Verdict.Kind verdict(String text) {
    return Arrays.stream(Verdict.Kind.values())
        .filter(kind -> kind.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> BadParameter.malformed("A verdict is reproduced, contradicted or inconclusive."));
  }

  private static Tier tier(String text) {
    try {
      return Tier.parse(BadParameter.shortened(text));
    } catch (IllegalArgumentException e) {
      throw BadParameter.malformed(e.getMessage() + ".");
    }
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  private static @Nullable Double measured(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }
}
