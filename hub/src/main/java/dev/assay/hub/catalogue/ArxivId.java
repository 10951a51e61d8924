package dev.assay.hub.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier of a paper: an arXiv number ({@code 2310.01769}, {@code cs/0112017}) or, where
 * arXiv has none, a local one: made from the title ({@code local-1f0c22ab9d31}) or given by whoever
 * brings claims that no paper made ({@code local-winners-curse}).
 */
public record ArxivId(String value) implements Comparable<ArxivId> {
  private static final int MAX_TEXT = 200;
  private static final Pattern MODERN =
      Pattern.compile("[0-9]{2}(0[1-9]|1[0-2])\\.[0-9]{4,5}(v[0-9]{1,3})?");
  private static final Pattern OLD =
      Pattern.compile("[a-z-]{2,16}(\\.[A-Z]{2})?/[0-9]{7}(v[0-9]{1,3})?");
  private static final Pattern VERSION = Pattern.compile("v([0-9]{1,3})$");
  private static final Pattern LOCAL = Pattern.compile("local-[a-z0-9]+(-[a-z0-9]+)*");

  public ArxivId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an arXiv identifier: " + value);
    }
  }

  /** Reads an identifier as users write it: with {@code arXiv:} before it, or an address. */
  public static Optional<ArxivId> parse(String text) {
    if (text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    String bare =
        text.strip()
            .replaceFirst("(?i)^https?://([a-z]+\\.)?arxiv\\.org/(abs|pdf|html)/", "")
            .replaceFirst("[?#].*$", "")
            .replaceFirst("(?i)^arxiv:\\s*", "")
            .replaceFirst("(?i)\\.pdf$", "");
    return isValid(bare) ? Optional.of(new ArxivId(bare)) : Optional.empty();
  }

  /** Makes the local identifier of a paper of which only the title is known. */
  public static ArxivId ofTitle(String title) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(normalised(title).getBytes(StandardCharsets.UTF_8));
      return new ArxivId("local-" + HexFormat.of().formatHex(hash, 0, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The title with case, spacing and punctuation taken out of account. */
  public static String normalised(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  /** The paper, whichever version of it this names. */
  public ArxivId withoutVersion() {
    return isLocal() ? this : new ArxivId(VERSION.matcher(value).replaceFirst(""));
  }

  /** The version that this names, empty where it names none. */
  public OptionalInt version() {
    Matcher version = VERSION.matcher(value);
    return !isLocal() && version.find() && !version.group(1).matches("0+")
        ? OptionalInt.of(Integer.parseInt(version.group(1)))
        : OptionalInt.empty();
  }

  /** The month that arXiv numbered it in, which is that of its first version or the next. */
  public Optional<YearMonth> month() {
    if (isLocal()) {
      return Optional.empty();
    }
    String digits = value.substring(value.indexOf('/') + 1);
    int year = Integer.parseInt(digits.substring(0, 2));
    int month = Integer.parseInt(digits.substring(2, 4));
    // Numbers with a dot began in 2007; the others began in 1991 and ended there.
    boolean old = value.indexOf('/') >= 0 && year >= 91;
    return month < 1 || month > 12
        ? Optional.empty()
        : Optional.of(YearMonth.of((old ? 1900 : 2000) + year, month));
  }

  /** Whether arXiv does not know this identifier. */
  public boolean isLocal() {
    return value.startsWith("local-");
  }

  private static boolean isValid(String value) {
    return value.length() <= 40
        && (MODERN.matcher(value).matches()
            || OLD.matcher(value).matches()
            || LOCAL.matcher(value).matches());
  }

  @Override
  public int compareTo(ArxivId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
