package dev.assay.hub.listing;

import dev.assay.hub.catalogue.ArxivId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of papers: all that its address says.
 *
 * @param category one of arXiv's, such as {@code cs.LG}, or null for all
 * @param code whether only papers with code are wanted
 * @param unread whether the papers that the reader has marked as read are left out
 * @param page from 1
 * @param after the last paper of the page before: the list goes on behind it, so that what came in
 *     meanwhile neither repeats nor hides a paper; null where the address was typed
 */
public record Listing(
    Period period,
    @Nullable String category,
    ClaimsWanted claims,
    boolean code,
    boolean unread,
    Order order,
    int page,
    @Nullable ArxivId after) {
  private static final Pattern CATEGORY = Pattern.compile("[a-z-]{2,20}(\\.[A-Za-z-]{2,20})?");
  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");

  /** All papers, newest first. */
  public static Listing of(Period period) {
    return new Listing(period, null, ClaimsWanted.ANY, false, false, Order.NEW, 1, null);
  }

  /**
   * The list of a period that an address's parameters ask for; those it does not know are left
   * aside.
   *
   * @throws BadListing where one is none of those accepted, in one sentence
   */
  public static Listing parse(Period period, Map<String, String> parameters) {
    String category = parameters.getOrDefault("cat", "");
    if (!category.isEmpty() && !CATEGORY.matcher(category).matches()) {
      throw BadListing.malformed("A category is one of arXiv's, such as cs.LG.");
    }
    String code = parameters.getOrDefault("code", "");
    if (!code.isEmpty() && !code.equals("1")) {
      throw BadListing.malformed("The filter for code is code=1 or left out.");
    }
    String page = parameters.getOrDefault("page", "1");
    if (!PAGE.matcher(page).matches()) {
      throw BadListing.malformed("Pages are numbered from 1.");
    }
    String after = parameters.getOrDefault("after", "");
    Optional<ArxivId> last = ArxivId.parse(after);
    if (!after.isEmpty() && last.isEmpty()) {
      throw BadListing.malformed("A list goes on after a paper's identifier, such as 2310.01769.");
    }
    return new Listing(
        period,
        category.isEmpty() ? null : category,
        ClaimsWanted.parse(parameters.getOrDefault("claims", "")),
        code.equals("1"),
        parameters.getOrDefault("unread", "").equals("1"),
        Order.parse(parameters.getOrDefault("sort", Order.NEW.word())),
        Integer.parseInt(page),
        last.orElse(null));
  }

  /** The first page of the same list of another period. */
  public Listing during(Period other) {
    return new Listing(other, category, claims, code, unread, order, 1, null);
  }

  /** The first page of the same list in another order. */
  public Listing by(Order other) {
    return new Listing(period, category, claims, code, unread, other, 1, null);
  }

  /** The first page of a list that is filtered otherwise. */
  public Listing with(@Nullable String otherCategory, ClaimsWanted otherClaims) {
    return new Listing(period, otherCategory, otherClaims, code, unread, order, 1, null);
  }

  /** The first page of the same list with or without what the reader has marked as read. */
  public Listing onlyUnread(boolean only) {
    return new Listing(period, category, claims, code, only, order, 1, null);
  }

  /** Another page. */
  public Listing page(int number, @Nullable ArxivId behind) {
    return new Listing(period, category, claims, code, unread, order, number, behind);
  }

  /** Whether any papers of the period are left out. */
  public boolean isFiltered() {
    return category != null || claims != ClaimsWanted.ANY || code || unread;
  }

  /** The list's address on the site, of its page. */
  public String address() {
    return period.path() + query(true);
  }

  /**
   * The address of its feed.
   *
   * @param format {@code atom} or {@code rss}
   */
  public String feed(String format) {
    String path = period instanceof Period.Always ? "/papers" : period.path();
    return path + "." + format + query(false);
  }

  private String query(boolean paged) {
    List<String> words = new ArrayList<>();
    parameters(paged)
        .forEach(
            (name, value) ->
                words.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return words.isEmpty() ? "" : "?" + String.join("&", words);
  }

  /**
   * The parameters of its address, those alone that say something.
   *
   * @param paged whether those are among them that say something to one reader alone: the page, and
   *     what they have not read
   */
  public Map<String, String> parameters(boolean paged) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (category != null) {
      parts.put("cat", category);
    }
    if (claims != ClaimsWanted.ANY) {
      parts.put("claims", claims.word());
    }
    if (code) {
      parts.put("code", "1");
    }
    if (order != Order.NEW) {
      parts.put("sort", order.word());
    }
    if (paged && unread) {
      parts.put("unread", "1");
    }
    if (paged && page > 1) {
      parts.put("page", Integer.toString(page));
    }
    if (paged && after != null) {
      parts.put("after", after.value());
    }
    return parts;
  }
}
