package dev.assay.hub.runs;

import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.SiteSettings;
import dev.assay.lab.Tier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of the machine a person may spend, as administrators decide; they themselves are not
 * bound by it.
 */
public final class RunLimits {
  private static final String QUEUE = "runs-at-once";
  private static final String MINUTES = "run-minutes-a-day";
  private static final String TIER = "highest-tier";

  private final People people;
  private final SiteSettings settings;

  /**
   * What they have decided.
   *
   * @param atOnce runs of a person that wait or run at a time, 0 for as many as they like
   * @param minutesADay processor minutes of a person's runs on a day (UTC), 0 for no bound
   * @param highest the dearest tier for members; curators may run all
   */
  public record Settings(int atOnce, int minutesADay, Tier highest) {
    public static final int MOST = 100_000;

    public Settings {
      if (atOnce < 0 || atOnce > MOST || minutesADay < 0 || minutesADay > MOST) {
        throw new IllegalArgumentException("A limit is a number from 0 to 100000.");
      }
    }
  }

  public RunLimits(People people, SiteSettings settings) {
    this.people = people;
    this.settings = settings;
  }

  public Settings get() {
    Map<String, String> values = settings.values();
    return new Settings(
        number(values.get(QUEUE), 10),
        number(values.get(MINUTES), 600),
        Arrays.stream(Tier.values())
            .filter(tier -> tier.name().equals(values.get(TIER)))
            .findFirst()
            .orElse(Tier.FULL));
  }

  public void set(Settings limits) {
    settings.set(QUEUE, Integer.toString(limits.atOnce()));
    settings.set(MINUTES, Integer.toString(limits.minutesADay()));
    settings.set(TIER, limits.highest().name());
  }

  private static int number(@Nullable String value, int otherwise) {
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** The tiers that somebody of this role may run, the cheapest first. */
  public List<Tier> tiers(Role role) {
    Tier highest = role.atLeast(Role.CURATOR) ? Tier.FULL : get().highest();
    return Arrays.stream(Tier.values()).filter(tier -> tier.compareTo(highest) <= 0).toList();
  }

  /**
   * @throws RunRefused where this person may not run at this tier
   */
  void requireTier(long person, String tier) {
    Role role = people.find(person).map(Person::role).orElse(Role.READER);
    List<String> allowed = tiers(role).stream().map(Tier::label).toList();
    if (!allowed.contains(tier)) {
      throw new RunRefused(
          "Members run claims at the tier %s here; a curator can start the tier %s."
              .formatted(String.join(" or ", allowed), tier),
          false);
    }
  }

  /** The most runs of a person that may wait or run at a time. */
  int atOnce(long person) {
    int most = get().atOnce();
    return most == 0 || isFree(person) ? Integer.MAX_VALUE : most;
  }

  /** The processor time that a person's runs may take on a day. */
  Duration aDay(long person) {
    int minutes = get().minutesADay();
    return minutes == 0 || isFree(person)
        ? Duration.ofSeconds(Long.MAX_VALUE)
        : Duration.ofMinutes(minutes);
  }

  private boolean isFree(long person) {
    return people
        .find(person)
        .filter(asking -> asking.role().atLeast(Role.ADMINISTRATOR))
        .isPresent();
  }
}
