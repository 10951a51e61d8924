package dev.assay.bench;

import dev.assay.data.Dataset;
import dev.assay.data.Datasets;
import dev.assay.data.HpoTable;
import dev.assay.lab.Configuration;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import dev.assay.lab.tune.CmaEsSampler;
import dev.assay.lab.tune.GpSampler;
import dev.assay.lab.tune.NsgaIiSampler;
import dev.assay.lab.tune.QuasiRandomSampler;
import dev.assay.lab.tune.RandomSampler;
import dev.assay.lab.tune.TpeSampler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The regret of our samplers on the tables of hyperparameters: 100 trials a search, one stored seed
 * drawn a call, the configuration with the best observation judged by its mean over all seeds.
 *
 * <pre>
 *   bench/run TableBench [seeds [sampler...]] &gt; ours.csv
 * </pre>
 */
public final class TableBench {
  private static final int TRIALS = 100;

  private TableBench() {}

  private static Map<String, Sampler> samplers() {
    Map<String, Sampler> samplers = new LinkedHashMap<>();
    samplers.put("random", new RandomSampler());
    samplers.put("Sobol", new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL));
    samplers.put("TPE", new TpeSampler());
    samplers.put("GP", new GpSampler());
    samplers.put("CMA-ES", new CmaEsSampler());
    samplers.put("NSGA-II", new NsgaIiSampler(20, 0.9));
    return samplers;
  }

  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    List<String> chosen =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.copyOf(samplers().keySet());
    System.out.println("sampler,table,seed,regret");
    for (Dataset<List<HpoTable>> family :
        List.of(Datasets.hpobench(), Datasets.hpolib(), Datasets.nasBench201())) {
      for (HpoTable table : family.load()) {
        TableProblem problem = new TableProblem(table);
        for (String sampler : chosen) {
          Sampler found = samplers().get(sampler);
          if (found == null) {
            throw new IllegalArgumentException(
                "there is no sampler '%s': choose of %s".formatted(sampler, samplers().keySet()));
          }
          double[] regrets =
              IntStream.range(0, seeds)
                  .parallel()
                  .mapToDouble(s -> regret(problem, found, s))
                  .toArray();
          for (int seed = 0; seed < seeds; seed++) {
            System.out.printf("%s,%s,%d,%s%n", sampler, problem.table(), seed, regrets[seed]);
          }
        }
      }
    }
  }

  private static double regret(TableProblem problem, Sampler sampler, long seed) {
    SearchSpace space = problem.space();
    Sampler.Search search = sampler.begin(space, 1, new TuningSeed(seed));
    double best = Double.POSITIVE_INFINITY;
    Configuration incumbent = Configuration.empty();
    for (int trial = 0; trial < TRIALS; trial++) {
      Proposal proposal = search.ask();
      double observed = problem.observe(proposal.configuration(), seed, trial);
      double score = problem.maximize() ? -observed : observed;
      search.tell(trial, score);
      if (score < best) {
        best = score;
        incumbent = proposal.configuration();
      }
    }
    return problem.regret(incumbent);
  }
}
