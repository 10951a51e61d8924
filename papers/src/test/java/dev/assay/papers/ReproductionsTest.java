package dev.assay.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.data.store.DataUnavailableException;
import dev.assay.lab.Arm;
import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Objective;
import dev.assay.lab.PopulationRunner;
import dev.assay.lab.Reproduction;
import dev.assay.lab.RunEvent;
import dev.assay.lab.Runner;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.TrialNotRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every paper on the class path. */
class ReproductionsTest {
  static List<Reproduction> reproductions() {
    return ServiceLoader.load(Reproduction.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  @Test
  void noPaperAndNoStudyIsThereTwice() {
    assertThat(reproductions())
        .extracting(Reproduction::paper)
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(reproductions().stream().flatMap(paper -> studies(paper).stream()))
        .extracting(Study::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("reproductions")
  void claimsAreToldApartAndSayWhatTheyTest(Reproduction paper) {
    assertThat(paper.claims()).extracting(Claim::id).isNotEmpty().doesNotHaveDuplicates();
    assertThat(paper.claims())
        .extracting(claim -> claim.expectation().hash())
        .as("two claims with one expectation are one claim")
        .doesNotHaveDuplicates();
    assertThat(List.of(paper.title(), paper.overview())).noneMatch(String::isBlank);
    assertThat(paper.claims())
        .allSatisfy(
            claim ->
                assertThat(
                        List.of(
                            claim.statement(),
                            claim.paperSays(),
                            claim.where(),
                            claim.expectation().because()))
                    .noneMatch(String::isBlank));
    assertThat(paper.differences()).isNotEmpty().noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @MethodSource("reproductions")
  void everyArmServesAClaimAndEveryTierHasAPlan(Reproduction paper) {
    for (Study study : studies(paper)) {
      Set<String> used =
          paper.claims().stream()
              .filter(claim -> claim.study() == study)
              .flatMap(claim -> claim.expectation().contrast().arms().stream())
              .collect(Collectors.toSet());
      assertThat(study.arms())
          .extracting(Arm::name)
          .allSatisfy(arm -> assertThat(used).contains(arm));
      for (Tier tier : Tier.values()) {
        assertThat(study.plan(tier)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reproductions")
  void boardsAreOfStudiesThatClaimsHaveRecordsOf(Reproduction paper) {
    assertThat(paper.boards())
        .allSatisfy(board -> assertThat(studies(paper)).contains(board.study()));
  }

  @Test
  void papersThatShareABoardAgreeWhichWayIsBetter() {
    Map<List<String>, Set<Objective.Goal>> goals = new HashMap<>();
    for (Reproduction paper : reproductions()) {
      for (Board board : paper.boards()) {
        goals
            .computeIfAbsent(
                List.of(board.task(), board.dataset(), board.objective().metric()),
                key -> new HashSet<>())
            .add(board.objective().goal());
      }
    }
    assertThat(goals.values()).isNotEmpty().allSatisfy(goal -> assertThat(goal).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("reproductions")
  void theSmokeTierGivesEveryClaimAnEstimateAndEveryArmOfABoardARow(
      Reproduction paper, @TempDir Path folder) {
    try (Runner runner = new PopulationRunner(2, 64)) {
      List<String> notRun = new ArrayList<>();
      List<ClaimRecord> records = run(paper, runner, folder, notRun);
      assertThat(Stream.concat(notRun.stream(), records.stream().map(ClaimRecord::claim)))
          .containsExactlyInAnyOrderElementsOf(paper.claims().stream().map(Claim::id).toList());
      Set<String> ran = new HashSet<>(records.stream().map(ClaimRecord::study).toList());
      assertThat(paper.boards())
          .filteredOn(board -> ran.contains(board.study().label()))
          .allSatisfy(
              board ->
                  assertThat(records.stream().flatMap(record -> board.rows(record).stream()))
                      .extracting(Board.Row::arm)
                      .containsAll(board.arms()));
      for (ClaimRecord record : records) {
        assertThat(record.trials())
            .as(record.claim())
            .isNotEmpty()
            .allSatisfy(trial -> assertThat(trial.failure()).isNull());
        assertThat(record.evidence().estimate()).as(record.claim()).isFinite();
      }
    }
  }

  /** The records, and the claims whose data is not on this machine. */
  private static List<ClaimRecord> run(
      Reproduction paper, Runner runner, Path folder, List<String> notRun) {
    try {
      return ClaimRun.of(paper.paper(), paper.claims())
          .tier(Tier.SMOKE)
          .store(new FileTrialStore(folder))
          .listener(
              event -> {
                if (event instanceof RunEvent.NotRun missing) {
                  notRun.addAll(missing.claims());
                }
              })
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    } catch (CompletionException e) {
      if (e.getCause() instanceof TrialNotRun none
          && none.getCause() instanceof DataUnavailableException absent) {
        Assumptions.abort(absent.getMessage());
      }
      throw e;
    }
  }

  private static Set<Study> studies(Reproduction paper) {
    return new HashSet<>(paper.claims().stream().map(Claim::study).toList());
  }
}
