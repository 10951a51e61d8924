package dev.assay.hub.sources;

import java.util.List;

/** A paper as a test wants to find it in a document; nothing in it is checked or escaped. */
public record SamplePaper(
    String id, String title, String abstractText, List<String> authors, String category) {
  static final SamplePaper FIRST =
      new SamplePaper(
          "2310.01769",
          "Erdős & Rényi: a < b > c",
          "We study $M^*$ where 1 < 2 & \"so on\". It is good.",
          List.of("Zoë Müller", "王小明", "Jean-Luc d'Arc"),
          "cs.LG");
  static final SamplePaper SECOND =
      new SamplePaper(
          "2310.02541", "Benign Overfitting", "It happens.", List.of("A. Uthor"), "stat.ML");
  static final SamplePaper THIRD =
      new SamplePaper("cs/0112017", "An Old Paper", "It is old.", List.of("O. Ld"), "cs.DL");

  SamplePaper withId(String other) {
    return new SamplePaper(other, title, abstractText, authors, category);
  }

  SamplePaper withTitle(String other) {
    return new SamplePaper(id, other, abstractText, authors, category);
  }

  SamplePaper withAbstract(String other) {
    return new SamplePaper(id, title, other, authors, category);
  }
}
