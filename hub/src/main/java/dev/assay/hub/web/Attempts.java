package dev.assay.hub.web;

import dev.assay.hub.people.Person;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address, or one person, may do what costs or what could be guessed. Kept in memory:
 * what must hold over restarts and processes is the account's own lock.
 */
final class Attempts {
  private static final int MOST_ADDRESSES = 20_000;

  private static final long SET_BACK_MILLIS = 60_000;

  private final Clock clock;
  private final TimeMeter time;
  private long latest;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** What is tried. */
  enum What {
    SIGN_IN(20, Duration.ofMinutes(5)),
    SIGN_UP(10, Duration.ofHours(1)),
    LETTER(5, Duration.ofHours(1)),
    FOLLOW(60, Duration.ofMinutes(1)),
    DIGEST(5, Duration.ofHours(1)),
    LINK(30, Duration.ofMinutes(5)),
    /** Changing a reading list or a collection. */
    SHELF(120, Duration.ofMinutes(1)),
    /** Asking arXiv for a paper. */
    FETCH(20, Duration.ofHours(1)),
    VOTE(120, Duration.ofMinutes(1)),
    COMMENT(20, Duration.ofMinutes(10)),
    /** Sending a comment without being signed in. */
    DRAFT(20, Duration.ofHours(1)),
    PREVIEW(60, Duration.ofMinutes(5)),
    REPORT(20, Duration.ofHours(1));

    private final int most;
    private final Duration within;

    What(int most, Duration within) {
      this.most = most;
      this.within = within;
    }
  }

  Attempts(Clock clock) {
    this.clock = clock;
    time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /**
   * Counts an attempt.
   *
   * @throws TooMany where this address has tried too often
   */
  void count(What what, HttpServletRequest request) {
    if (!passes(what, what + " " + network(request.getRemoteAddr()))) {
      throw new TooMany("Too many attempts from your address; try again in some minutes.");
    }
  }

  /** Of IPv6 the first half: whoever has one address has all that share it. */
  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    } catch (IllegalArgumentException e) {
      // A proxy may say anything.
      return address;
    }
  }

  /**
   * Counts what somebody with an account does.
   *
   * @throws TooMany where they have done it too often
   */
  void count(What what, Person person) {
    // No address looks like this.
    if (!passes(what, what + " of " + person.id())) {
      throw new TooMany("That was a lot at once; go on in some minutes.");
    }
  }

  private boolean passes(What what, String who) {
    Bucket bucket;
    synchronized (buckets) {
      long now = clock.millis();
      if (now < latest - SET_BACK_MILLIS) {
        // A bucket of the future would not fill before it is that late again.
        buckets.clear();
      }
      latest = now;
      bucket = buckets.computeIfAbsent(who, _ -> bucket(what));
    }
    return bucket.tryConsume(1);
  }

  private Bucket bucket(What what) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(what.most).refillGreedy(what.most, what.within))
        .withCustomTimePrecision(time)
        .build();
  }

  /** Somebody tried too often. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMany(String sentence) {
      super(sentence);
    }
  }
}
