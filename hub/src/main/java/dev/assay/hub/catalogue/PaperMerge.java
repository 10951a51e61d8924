package dev.assay.hub.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a paper after a source has spoken of it again.
 *
 * <p>Nothing that is known is lost: a later version replaces what an earlier one said, an earlier
 * or unknown one only fills gaps, and a missing field never clears one that is there.
 */
final class PaperMerge {
  private PaperMerge() {}

  /** What is known after {@code told}, of the same paper as {@code known}. */
  static Paper of(Paper known, Paper told) {
    boolean newer = isAtLeastAsNew(told, known);
    Paper first = newer ? told : known;
    Paper second = newer ? known : told;
    // A notice of withdrawal often stands in the place of the abstract.
    Paper text = first.withdrawn() && !second.abstractText().isBlank() ? second : first;
    return first
        .with()
        .title(text.title())
        .abstractText(text.abstractText().isBlank() ? second.abstractText() : text.abstractText())
        .authorCount(either(first.authorCount(), second.authorCount()))
        .authors(either(first.authors(), second.authors()))
        .date(date(known.date(), told.date()))
        .categories(either(first.categories(), second.categories()))
        .versions(versions(known.versions(), told.versions()))
        .updated(either(first.updated(), second.updated()))
        .comment(either(first.comment(), second.comment()))
        .journalReference(either(first.journalReference(), second.journalReference()))
        .doi(either(first.doi(), second.doi()))
        // No version speaks of these: the last word counts.
        .codeUrl(either(told.codeUrl(), known.codeUrl()))
        .projectUrl(either(told.projectUrl(), known.projectUrl()))
        .upvotes(either(told.upvotes(), known.upvotes()))
        // Who put it on a day's page first.
        .submitter(either(known.submitter(), told.submitter()))
        .featuredOn(either(known.featuredOn(), told.featuredOn()))
        .build();
  }

  /** Of the same version, what is told now is the later word, where a version is known at all. */
  private static boolean isAtLeastAsNew(Paper told, Paper known) {
    int versions =
        Integer.compare(told.currentVersion().orElse(0), known.currentVersion().orElse(0));
    if (versions != 0) {
      return versions > 0;
    }
    int times = since(told).compareTo(since(known));
    return times > 0 || (times == 0 && told.currentVersion().isPresent());
  }

  private static Instant since(Paper paper) {
    return Objects.requireNonNullElse(paper.updated(), Instant.MIN);
  }

  private static @Nullable PublicationDate date(
      @Nullable PublicationDate known, @Nullable PublicationDate told) {
    boolean better =
        told != null
            && (known == null
                || (known.precision() == PublicationDate.Precision.MONTH
                    && told.precision() == PublicationDate.Precision.DAY));
    return better ? told : known;
  }

  private static List<PaperVersion> versions(List<PaperVersion> known, List<PaperVersion> told) {
    Map<Integer, PaperVersion> byNumber = new TreeMap<>();
    List<PaperVersion> all = new ArrayList<>(known);
    all.addAll(told);
    for (PaperVersion version : all) {
      if (version.submitted() != null || !byNumber.containsKey(version.number())) {
        byNumber.put(version.number(), version);
      }
    }
    return List.copyOf(byNumber.values());
  }

  private static <T extends Collection<?>> T either(T first, T second) {
    return first.isEmpty() ? second : first;
  }

  private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
