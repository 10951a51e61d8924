package dev.assay.bench;

import dev.assay.lab.Configuration;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Outcome;
import dev.assay.lab.Parameter;
import dev.assay.lab.Plan;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialStore;
import dev.assay.lab.TuningSeed;
import dev.assay.lab.tune.RandomSampler;
import dev.assay.lab.tune.TpeSampler;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/**
 * What one trial of a long tuning costs beside its own work: ask, store durably, tell.
 *
 * <pre>
 *   bench/run OverheadBench [trials [folder]]
 * </pre>
 *
 * <p>Prints sampler, trials so far, and of the last tenth the mean milliseconds of ask and tell, of
 * the store, of both, and the median and 99th percentile of both.
 */
public final class OverheadBench {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Parameter.real("rate", 1e-6, 1e-1).log(),
          Parameter.real("decay", 1e-6, 1).log(),
          Parameter.real("momentum", 0, 1),
          Parameter.integer("batch", 4, 512).log(),
          Parameter.integer("layers", 1, 5),
          Parameter.integer("width", 16, 1024).log(),
          Parameter.categorical("optimizer", "sgd", "adam", "muon"),
          Parameter.categorical("activation", "relu", "tanh", "gelu"));

  private OverheadBench() {}

  public static void main(String[] arguments) throws IOException {
    int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Path parent =
        Path.of(arguments.length > 1 ? arguments[1] : System.getProperty("java.io.tmpdir"));
    // Once unmeasured, for the compiler.
    for (Sampler sampler : List.of(new RandomSampler(), new TpeSampler())) {
      measure(sampler, Math.min(trials, 2000), parent, false);
    }
    System.out.println("sampler,trials,ask_tell_ms,store_ms,both_ms,both_p50_ms,both_p99_ms");
    for (Sampler sampler : List.of(new RandomSampler(), new TpeSampler())) {
      measure(sampler, trials, parent, true);
    }
  }

  private static void measure(Sampler sampler, int trials, Path parent, boolean print)
      throws IOException {
    Path folder = Files.createTempDirectory(parent, "assay-overhead");
    try {
      TrialStore store = new FileTrialStore(folder);
      Study study =
          Study.of("overhead", 1)
              .workload((_, _) -> Outcome.of("loss", 0))
              .arm("method", Configuration.empty())
              .plan(Tier.SMOKE, Plan.seeds(1, 1))
              .build();
      Sampler.Search search = sampler.begin(SPACE, 1, new TuningSeed(1));
      int block = Math.max(1, trials / 10);
      double[] both = new double[block];
      double asking = 0;
      double storing = 0;
      for (int n = 0; n < trials; n++) {
        long begin = System.nanoTime();
        Proposal proposal = search.ask();
        long asked = System.nanoTime();
        Configuration point = proposal.configuration();
        double loss =
            Math.pow(Math.log10(point.real("rate")) + 3, 2) + Math.abs(point.real("momentum") - .9);
        Trial trial = new Trial(study, study.arm("method"), point, new TuningSeed(n));
        long evaluated = System.nanoTime();
        store.put(trial.key(), Outcome.of("loss", loss));
        long stored = System.nanoTime();
        search.tell(n, loss);
        long told = System.nanoTime();
        asking += (asked - begin + told - stored) / 1e6;
        storing += (stored - evaluated) / 1e6;
        both[n % block] = (asked - begin + told - evaluated) / 1e6;
        if (print && (n + 1) % block == 0) {
          Arrays.sort(both);
          System.out.printf(
              "%s,%d,%.3f,%.3f,%.3f,%.3f,%.3f%n",
              sampler instanceof TpeSampler ? "TPE" : "random",
              n + 1,
              asking / block,
              storing / block,
              (asking + storing) / block,
              both[block / 2],
              both[(int) (0.99 * block)]);
          asking = 0;
          storing = 0;
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
