package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import java.util.Set;
import java.util.regex.Pattern;

/** The set of arXiv's OAI-PMH that holds a category: its group, its archive and its last part. */
final class ArxivSets {
  /** The groups that are one archive each; the archives of all others are physics. */
  private static final Set<String> GROUPS =
      Set.of("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat");

  private static final Set<String> PHYSICS =
      Set.of(
          "astro-ph",
          "cond-mat",
          "gr-qc",
          "hep-ex",
          "hep-lat",
          "hep-ph",
          "hep-th",
          "math-ph",
          "nlin",
          "nucl-ex",
          "nucl-th",
          "physics",
          "quant-ph");

  private static final Pattern PART = Pattern.compile("[A-Za-z][A-Za-z-]{1,19}");

  private ArxivSets() {}

  /**
   * The set of a category such as {@code cs.LG}, or of an archive such as {@code cs}.
   *
   * @throws HubException where arXiv has no such category
   */
  static String of(String category) {
    int dot = category.indexOf('.');
    String archive = dot < 0 ? category : category.substring(0, dot);
    String part = dot < 0 ? "" : category.substring(dot + 1);
    boolean group = GROUPS.contains(archive);
    if ((!group && !PHYSICS.contains(archive)) || (dot >= 0 && !PART.matcher(part).matches())) {
      throw new HubException(
          PlainText.shortened(category)
              + " is no category of arXiv's; one is written as cs.LG, stat.ML, hep-th or math.");
    }
    String set = group ? (dot < 0 ? archive : archive + ":" + archive) : "physics:" + archive;
    return dot < 0 ? set : set + ":" + part;
  }
}
