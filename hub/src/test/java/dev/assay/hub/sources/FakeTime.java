package dev.assay.hub.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only where somebody waits, and at once. */
final class FakeTime extends Clock implements Waiting {
  private final List<Duration> waits = new ArrayList<>();
  private Instant now;

  FakeTime(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public synchronized void await(Duration time) {
    waits.add(time);
    now = now.plus(time);
  }

  synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
