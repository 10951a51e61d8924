package dev.assay.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.MissingResourceException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A paper whose study does what its arms are named after: the contract of runners is tested with
 * it. Worker processes find it where {@link #announce} is on their class path.
 */
public final class ContractStudies implements Reproduction {
  private static final List<String> MISDEEDS =
      List.of(
          "throw",
          "assert",
          "overflow",
          "nothing",
          "lack",
          "print",
          "exit",
          "crash",
          "spoilt",
          "heap",
          "memory");

  /** Whether a trial has run in this process. */
  private static final AtomicBoolean RAN = new AtomicBoolean();

  /** Two arms that measure, one that sleeps, and one for each way to misbehave. */
  public static final Study STUDY = study();

  /** {@code measure} scores 1 more than {@code baseline}, with noise. */
  public static final Claim CLAIM =
      new Claim(
          "C1",
          "measure is better",
          "1",
          "here",
          Scale.MECHANISM,
          STUDY,
          Expectation.mean(
              Contrast.difference("score", "measure", "baseline"),
              Interval.atLeast(0.5),
              "by construction"));

  private static Study study() {
    Study.Builder study =
        Study.of("runner-contract", 1)
            .workload(ContractStudies::run)
            .arm("measure", Configuration.of("do", "measure").with("shift", 1.0))
            .arm("baseline", Configuration.of("do", "measure").with("shift", 0.0))
            .arm("sleep", Configuration.of("do", "sleep"))
            .plan(Tier.SMOKE, Plan.seeds(3, 12));
    MISDEEDS.forEach(misdeed -> study.arm(misdeed, Configuration.of("do", misdeed)));
    return study.build();
  }

  /** Write the announcement of this paper into {@code folder}, and return the folder. */
  public static Path announce(Path folder) throws IOException {
    return announce(folder, ContractStudies.class);
  }

  /** Write the announcement of {@code paper} into {@code folder}, and return the folder. */
  static Path announce(Path folder, Class<? extends Reproduction> paper) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Reproduction.class.getName()), paper.getName());
    return folder;
  }

  /** A trial of the arm {@code arm}. */
  public static Trial trial(String arm, long seed) {
    return Trial.of(STUDY, Tier.SMOKE, STUDY.arm(arm), new TestSeed(seed));
  }

  /**
   * A trial that writes its process's id as a line to {@code file} and then sleeps: for {@code
   * first} where its line is the first, else for {@code later}.
   */
  public static Trial sleep(Path file, long seed, Duration first, Duration later) {
    Configuration configuration =
        Configuration.of("do", "sleep")
            .with("file", file.toString())
            .with("first", (int) first.toMillis())
            .with("later", (int) later.toMillis());
    return new Trial(STUDY, STUDY.arm("sleep"), configuration, new TestSeed(seed));
  }

  /** The ids of the processes that have begun a {@link #sleep} with {@code file}. */
  public static List<Long> sleepers(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Long::parseLong).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Outcome run(Configuration configuration, Seed seed) throws Exception {
    boolean earlier = RAN.getAndSet(true);
    switch (configuration.text("do")) {
      case "measure" -> {
        double noise = seed.random("noise of " + configuration).nextGaussian();
        return Outcome.of("score", configuration.real("shift") + 0.1 * noise)
            .with("diverged", Double.NaN)
            .with("bound", Double.NEGATIVE_INFINITY)
            .withCurve("walk", new double[] {0, 1}, new double[] {noise, Double.NaN});
      }
      case "sleep" -> {
        Path file = Path.of(configuration.text("file"));
        boolean first = sleepers(file).isEmpty();
        Files.writeString(
            file,
            ProcessHandle.current().pid() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        Thread.sleep(configuration.integer(first ? "first" : "later"));
        return Outcome.of("slept", 1);
      }
      case "throw" -> throw new IllegalStateException("no luck");
      case "lack" ->
          throw new IllegalStateException(
              "no table", new MissingResourceException("the table is not here", "", ""));
      case "assert" -> throw new AssertionError("not so");
      case "overflow" -> {
        return Outcome.of("depth", depth(0));
      }
      case "nothing" -> {
        return null;
      }
      case "print" -> {
        System.out.println("{\"key\":\"nonsense\"}");
        return Outcome.of("printed", 1);
      }
      case "exit" -> {
        System.exit(7);
        return null;
      }
      case "spoilt" -> {
        // As where an earlier trial has left its process broken.
        if (earlier) {
          System.exit(9);
        }
        return Outcome.of("fresh", 1);
      }
      case "crash" -> {
        return Outcome.of(
            "read", MemorySegment.ofAddress(8).reinterpret(8).get(ValueLayout.JAVA_DOUBLE, 0));
      }
      case "heap" -> {
        for (Object[] kept = {}; ; ) {
          kept = new Object[] {kept, new long[1 << 20]};
        }
      }
      case "memory" -> {
        while (true) {
          Arena.global().allocate(1 << 24).fill((byte) 1);
        }
      }
      default -> throw new IllegalArgumentException(configuration.toString());
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int depth(int depth) {
    return depth(depth + 1) + 1;
  }

  @Override
  public String paper() {
    return "0000.00000";
  }

  @Override
  public String title() {
    return "What a runner must bear";
  }

  @Override
  public String overview() {
    return "";
  }

  @Override
  public List<Claim> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<String> differences() {
    return List.of();
  }
}
