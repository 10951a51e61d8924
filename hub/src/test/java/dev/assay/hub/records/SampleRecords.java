package dev.assay.hub.records;

import dev.assay.hub.web.SampleReproduction;
import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Real records of the sample's claims, made at a time of the test's choice. */
public final class SampleRecords {
  private SampleRecords() {}

  /** Runs {@code claims} and keeps their records in {@code folder}; returns the records. */
  public static List<ClaimRecord> make(
      Path folder, Path trials, List<Claim> claims, Tier tier, Instant at) {
    try (ThreadRunner runner = new ThreadRunner(1)) {
      List<ClaimRecord> records =
          ClaimRun.of(new SampleReproduction().paper(), claims)
              .tier(tier)
              .store(new FileTrialStore(trials))
              .run(runner, Clock.fixed(at, ZoneOffset.UTC));
      records.forEach(new RecordFolder(folder)::add);
      return records;
    }
  }
}
