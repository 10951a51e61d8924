package dev.assay.hub.digest;

import java.nio.file.Path;
import java.time.Duration;

/** Makes and sends the digests that are due, until it is killed. */
final class KilledDigester {
  private KilledDigester() {}

  /**
   * Makes and sends at the same time.
   *
   * @param arguments the home folder, the database, the port of the mail server, and how many
   *     minutes it is past noon
   */
  public static void main(String[] arguments) {
    DigestOffice office =
        new DigestOffice(
            Path.of(arguments[0]),
            arguments[1],
            Integer.parseInt(arguments[2]),
            Duration.ofMinutes(Long.parseLong(arguments[3])));
    Thread.ofPlatform()
        .start(
            () -> {
              while (true) {
                office.postman().round();
              }
            });
    while (true) {
      office.digests.makeDue();
    }
  }
}
