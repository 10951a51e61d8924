package dev.assay.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.catalogue.PublicationDate.Precision;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperMergeTest {
  private static final Instant FEBRUARY = Instant.parse("2020-02-10T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2020-03-10T00:00:00Z");

  @Test
  void aNewerVersionReplacesWhatTheOlderSaid() {
    Paper known = version(1, FEBRUARY).comment("draft").doi("10.1/1").build();
    Paper told = version(2, MARCH).title("New").abstractText("New.").comment("final").build();

    Paper merged = PaperMerge.of(known, told);

    assertThat(merged.title()).isEqualTo("New");
    assertThat(merged.abstractText()).isEqualTo("New.");
    assertThat(merged.comment()).isEqualTo("final");
    assertThat(merged.doi()).isEqualTo("10.1/1");
    assertThat(merged.updated()).isEqualTo(MARCH);
    assertThat(merged.versions())
        .containsExactly(new PaperVersion(1, FEBRUARY), new PaperVersion(2, MARCH));
  }

  @Test
  void anOlderVersionOnlyFillsGaps() {
    Paper known = version(2, MARCH).title("New").build();
    Paper told = version(1, FEBRUARY).authors(List.of("A. Lovelace")).comment("draft").build();

    Paper merged = PaperMerge.of(known, told);

    assertThat(merged.title()).isEqualTo("New");
    assertThat(merged.updated()).isEqualTo(MARCH);
    assertThat(merged.authors()).containsExactly("A. Lovelace");
    assertThat(merged.authorCount()).isEqualTo(1);
    assertThat(merged.comment()).isEqualTo("draft");
    assertThat(merged.versions()).hasSize(2);
  }

  @Test
  void aSourceWithoutVersionsNeverReplaces() {
    Paper known = version(1, FEBRUARY).build();
    Paper told = paper().title("Cut…").abstractText("Cut…").upvotes(5).build();

    assertThat(PaperMerge.of(known, told)).isEqualTo(known.with().upvotes(5).build());
  }

  @Test
  void ofTheSameVersionTheLastWordCounts() {
    Paper known = version(1, FEBRUARY).journalReference("to appear").build();
    Paper told = version(1, FEBRUARY).journalReference("JMLR 21").build();

    assertThat(PaperMerge.of(known, told).journalReference()).isEqualTo("JMLR 21");
  }

  @Test
  void whatIsMissingClearsNothing() {
    Paper known =
        version(1, FEBRUARY)
            .authors(List.of("A"))
            .date(PublicationDate.ofDay(LocalDate.of(2020, 2, 10), "Feb 10"))
            .categories(List.of("cs.LG"))
            .codeUrl(URI.create("https://github.com/a/b"))
            .upvotes(4)
            .submitter("someone")
            .featuredOn(LocalDate.of(2020, 2, 12))
            .build();
    Paper told = version(2, MARCH).abstractText("").build();

    Paper merged = PaperMerge.of(known, told);

    assertThat(merged).isEqualTo(known.with().versions(merged.versions()).updated(MARCH).build());
  }

  @Test
  void aWithdrawnPaperKeepsItsAbstract() {
    Paper known = version(1, FEBRUARY).abstractText("What it was about.").build();
    Paper told =
        version(2, MARCH)
            .abstractText("Withdrawn.")
            .comment("error in (3)")
            .withdrawn(true)
            .build();

    Paper withdrawn = PaperMerge.of(known, told);
    Paper back = PaperMerge.of(withdrawn, version(3, MARCH).abstractText("Mended.").build());

    assertThat(withdrawn.withdrawn()).isTrue();
    assertThat(withdrawn.abstractText()).isEqualTo("What it was about.");
    assertThat(withdrawn.comment()).isEqualTo("error in (3)");
    assertThat(PaperMerge.of(withdrawn, paper().build()).withdrawn()).isTrue();
    assertThat(back.withdrawn()).isFalse();
    assertThat(back.abstractText()).isEqualTo("Mended.");
  }

  @Test
  void theDayIsBetterThanTheMonthAndTheFirstDayStays() {
    PublicationDate month =
        new PublicationDate(LocalDate.of(2020, 2, 1), Precision.MONTH, "2020-02");
    PublicationDate day = PublicationDate.ofDay(LocalDate.of(2020, 2, 10), "2020-02-10");
    PublicationDate revision = PublicationDate.ofDay(LocalDate.of(2020, 3, 1), "2020-03-01");

    assertThat(PaperMerge.of(dated(month), dated(day)).date()).isEqualTo(day);
    assertThat(PaperMerge.of(dated(day), dated(month)).date()).isEqualTo(day);
    assertThat(PaperMerge.of(dated(day), dated(revision)).date()).isEqualTo(day);
  }

  private static Paper dated(PublicationDate date) {
    return paper().date(date).build();
  }

  private static Paper.Builder version(int number, Instant submitted) {
    return paper().versions(List.of(new PaperVersion(number, submitted))).updated(submitted);
  }

  private static Paper.Builder paper() {
    return Paper.of(new ArxivId("2002.00001"), "Old", "Old.");
  }
}
