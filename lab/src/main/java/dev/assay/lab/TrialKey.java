package dev.assay.lab;

import java.util.regex.Pattern;

/** The address of a trial's outcome: 64 hexadecimal digits of a SHA-256. */
public record TrialKey(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public TrialKey {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a trial key is 64 lower-case hexadecimal digits, but is '%s'".formatted(hex));
    }
  }

  static TrialKey of(String content) {
    return new TrialKey(Sha256.hex(content));
  }
}
