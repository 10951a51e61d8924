package dev.assay.lab;

import java.util.regex.Pattern;

/**
 * Names of studies, arms and settings. They stand in trials' keys, so no name may look like two,
 * and in tables, so they are short and printable.
 */
final class Names {
  private static final Pattern NAME =
      Pattern.compile("[^\\p{C}\\s,{}\"]([^\\p{C},{}\"]{0,98}[^\\p{C}\\s,{}\"])?");

  private Names() {}

  static String require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of %s must be 1 to 100 printable characters other than , { } and quotes, without spaces at its ends, but is '%s'"
              .formatted(what, name));
    }
    return name;
  }
}
