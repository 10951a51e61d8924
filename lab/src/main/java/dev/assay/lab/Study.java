package dev.assay.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is run to test claims: a workload, its arms, and a plan for each tier.
 *
 * <p>All arms see the same seeds. The name and version are part of every trial's key: raise the
 * version when the workload's meaning changes.
 */
public final class Study {
  private final String name;
  private final int version;
  private final Workload workload;
  private final List<Arm> arms;
  private final SortedMap<String, String> data;
  private final SortedMap<String, Double> worst;
  private final Map<Tier, Plan> plans;
  private final Optional<TuningPlan> tuning;

  private Study(Builder builder, Workload workload) {
    this.name = builder.name;
    this.version = builder.version;
    this.workload = workload;
    this.arms = List.copyOf(builder.arms);
    this.data = Collections.unmodifiableSortedMap(new TreeMap<>(builder.data));
    this.worst = Collections.unmodifiableSortedMap(new TreeMap<>(builder.worst));
    this.plans = Collections.unmodifiableMap(new EnumMap<>(builder.plans));
    this.tuning = Optional.ofNullable(builder.tuning);
  }

  /** Begin a study. */
  public static Builder of(String name, int version) {
    return new Builder(name, version);
  }

  public String name() {
    return name;
  }

  public int version() {
    return version;
  }

  /** Name and version, such as {@code matrix-sensing@1}. */
  public String label() {
    return name + "@" + version;
  }

  public Workload workload() {
    return workload;
  }

  public List<Arm> arms() {
    return arms;
  }

  /** Name and SHA-256 of each data file the workload reads. */
  public SortedMap<String, String> data() {
    return data;
  }

  /** The value a failed trial counts with, by metric. */
  public SortedMap<String, Double> worst() {
    return worst;
  }

  /**
   * The metric that {@code outcome} counts with. A failed trial, or a value that is not finite,
   * counts with the study's worst value for the metric, or {@code NaN} where the study names none.
   */
  double metric(Outcome outcome, String metric) {
    Double worstValue = worst.get(metric);
    if (outcome.failure() != null) {
      return worstValue == null ? Double.NaN : worstValue;
    }
    Double value = outcome.metrics().get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          "a trial of study %s has no metric '%s': it has %s"
              .formatted(name, metric, outcome.metrics().keySet()));
    }
    return Double.isFinite(value) || worstValue == null ? value : worstValue;
  }

  /** How arms with a search space are tuned; empty where no arm has one. */
  public Optional<TuningPlan> tuning() {
    return tuning;
  }

  /** The plan for {@code tier}. */
  public Plan plan(Tier tier) {
    Plan plan = plans.get(tier);
    if (plan == null) {
      throw new IllegalArgumentException(
          "study %s has no plan for tier %s".formatted(name, tier.label()));
    }
    return plan;
  }

  /** The arm named {@code armName}. */
  public Arm arm(String armName) {
    return arms.stream()
        .filter(arm -> arm.name().equals(armName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "study %s has no arm '%s': it has %s"
                        .formatted(name, armName, arms.stream().map(Arm::name).toList())));
  }

  /** Collects a study's parts; {@link #build} refuses an incomplete one. */
  public static final class Builder {
    private final String name;
    private final int version;
    private @Nullable Workload workload;
    private final List<Arm> arms = new ArrayList<>();
    private final SortedMap<String, String> data = new TreeMap<>();
    private final SortedMap<String, Double> worst = new TreeMap<>();
    private final Map<Tier, Plan> plans = new EnumMap<>(Tier.class);
    private @Nullable TuningPlan tuning;

    private Builder(String name, int version) {
      this.name = Names.require("a study", name);
      this.version = version;
    }

    /** The problem all arms are run on. */
    public Builder workload(Workload problem) {
      this.workload = problem;
      return this;
    }

    /** Add an arm whose configuration is fixed. */
    public Builder arm(String armName, Configuration configuration) {
      return arm(armName, configuration, Optional.empty());
    }

    /** Add an arm of which the settings in {@code space} are tuned, and the others are fixed. */
    public Builder arm(String armName, Configuration configuration, SearchSpace space) {
      return arm(armName, configuration, Optional.of(space));
    }

    private Builder arm(String armName, Configuration configuration, Optional<SearchSpace> space) {
      if (arms.stream().anyMatch(arm -> arm.name().equals(armName))) {
        throw new IllegalArgumentException(
            "study %s has two arms named '%s'".formatted(name, armName));
      }
      arms.add(new Arm(armName, configuration, space));
      return this;
    }

    /** Name a data file with its SHA-256, so that other data make other trials. */
    public Builder data(String file, String sha256) {
      data.put(Names.require("a data file", file), sha256);
      return this;
    }

    /** The value of {@code metric} that a failed trial counts with. */
    public Builder worst(String metric, double value) {
      worst.put(metric, value);
      return this;
    }

    /**
     * Tune the arms that have a search space by {@code sampler}, for {@code objective}; each plan
     * says how many trials each of them gets.
     */
    public Builder tuning(Sampler sampler, Objective objective) {
      this.tuning = new TuningPlan(sampler, objective);
      return this;
    }

    /** What {@code tier} spends. */
    public Builder plan(Tier tier, Plan plan) {
      plans.put(tier, plan);
      return this;
    }

    /** The study. */
    public Study build() {
      Workload problem = workload;
      if (problem == null || arms.isEmpty() || plans.isEmpty()) {
        throw new IllegalStateException(
            "study %s needs a workload, an arm and a plan".formatted(name));
      }
      boolean tuned = arms.stream().anyMatch(arm -> arm.space().isPresent());
      if (tuned != (tuning != null)) {
        throw new IllegalStateException(
            tuned
                ? "study %s has arms with a search space, and needs a sampler and an objective"
                    .formatted(name)
                : "study %s has a sampler, but no arm with a search space".formatted(name));
      }
      plans.forEach(
          (tier, plan) -> {
            if (tuned != plan.tuningTrials() > 0) {
              throw new IllegalStateException(
                  "the %s plan of study %s must have %s tuning trials"
                      .formatted(tier.label(), name, tuned ? "some" : "no"));
            }
          });
      return new Study(this, problem);
    }
  }
}
