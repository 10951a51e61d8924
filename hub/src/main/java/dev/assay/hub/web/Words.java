package dev.assay.hub.web;

import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import dev.assay.lab.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Small matters of writing, the same on every page. */
final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  static String day(Instant instant) {
    return DAY.format(instant);
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The signs of print for those of code. */
  static String signs(String text) {
    return text.replace(">=", "≥").replace("<=", "≤").replaceAll("(?<![\\w.)])-(?=[0-9i])", "−");
  }

  /** An estimate and its interval. */
  static String measured(double estimate, Interval interval) {
    String text = interval.equals(Interval.ALL) ? "no interval yet" : interval.toString();
    return signs(Numbers.text(estimate) + (text.startsWith("[") ? " " + text : ", " + text));
  }

  /** A contrast and the region it must lie in. */
  static String predicted(String contrast, Interval region) {
    String text = region.toString();
    return contrast + signs(text.startsWith("[") ? " in " + text : " " + text);
  }

  /** A verdict in lower case, for style sheets and sentences. */
  static String word(Verdict.Kind verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** With a capital first letter. */
  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  static String count(int number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** At most 60 characters of what somebody sent. */
  static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
