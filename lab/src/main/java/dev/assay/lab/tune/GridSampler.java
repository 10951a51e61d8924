package dev.assay.lab.tune;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Grid search: every combination of a few values a parameter (a full factorial design), in an order
 * shuffled by the seed, so that a budget below the grid's size is spread over it. After the last
 * point the grid begins again.
 *
 * @param levels how many values of a real parameter are taken, evenly over its scale, both bounds
 *     among them, and how many at most of an integer one; ordinal and categorical ones give all
 */
public record GridSampler(int levels) implements Sampler {
  private static final int MOST_POINTS = 100_000;

  public GridSampler {
    if (levels < 1) {
      throw new IllegalArgumentException("a grid needs at least 1 level, but got " + levels);
    }
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    List<Configuration> points = new ArrayList<>(points(space));
    Collections.shuffle(points, Random.from(seed.random("grid")));
    return new AskTell(space, objectives, seed) {
      @Override
      Proposal propose(int trial, RandomGenerator random) {
        return Proposal.of(trial, points.get(trial % points.size()));
      }
    };
  }

  private Set<Configuration> points(SearchSpace space) {
    Set<Configuration> points = new LinkedHashSet<>();
    points.add(Configuration.empty());
    for (Parameter parameter : space.parameters()) {
      Set<Object> values = values(parameter);
      Set<Configuration> longer = new LinkedHashSet<>();
      for (Configuration point : points) {
        if (!space.active(parameter, point)) {
          longer.add(point);
          continue;
        }
        values.forEach(value -> longer.add(point.with(parameter.name(), value)));
        if (longer.size() > MOST_POINTS) {
          throw new IllegalArgumentException(
              "a grid of %d levels over this space has more than %d points: %s"
                  .formatted(levels, MOST_POINTS, space));
        }
      }
      points = longer;
    }
    return points;
  }

  private Set<Object> values(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Ordinal ordinal -> new LinkedHashSet<>(ordinal.values());
      case Parameter.Categorical categorical -> new LinkedHashSet<>(categorical.values());
      case Parameter.Real _, Parameter.Int _ -> {
        Set<Object> values = new LinkedHashSet<>();
        for (int i = 0; i < levels; i++) {
          values.add(parameter.at(levels == 1 ? 0.5 : i / (levels - 1.0)));
        }
        yield values;
      }
    };
  }

  @Override
  public String toString() {
    return "grid search of %d levels".formatted(levels);
  }
}
