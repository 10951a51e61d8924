package dev.assay.hub.shelf;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Papers that a person has gathered under a title.
 *
 * @param owner whose it is, with their name
 * @param description Markdown, may be empty
 * @param isPublic whether everybody who reads the site may see it
 * @param size how many papers it holds
 * @param deleted by its owner, null where it is not
 * @param hidden by an administrator, null where it is not
 */
public record PaperCollection(
    long id,
    long owner,
    String ownerName,
    String title,
    String description,
    boolean isPublic,
    int size,
    Instant created,
    Instant updated,
    @Nullable Instant deleted,
    @Nullable Instant hidden) {
  private static final int SLUG = 60;

  /** Its address on the site: the number counts, the words are for people. */
  public String path() {
    String words =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-", "");
    String slug = words.substring(0, Math.min(SLUG, words.length())).replaceAll("-$", "");
    return "/collections/" + id + (slug.isEmpty() ? "" : "-" + slug);
  }

  /** Whether everybody who reads the site sees it. */
  public boolean isShown() {
    return isPublic && deleted == null && hidden == null;
  }
}
