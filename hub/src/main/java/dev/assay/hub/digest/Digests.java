package dev.assay.hub.digest;

import dev.assay.hub.mail.Letter;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.mail.Refusals;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.SiteSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who gets the digest, and what they are sent.
 *
 * <p>A digest goes out once: the note that it did and the letter are written in one transaction,
 * which holds the subscription's row, and the note's key is subscription and day. Whatever dies in
 * between leaves both or neither, and of several hubs one finds it due. From there on the letter is
 * the {@link dev.assay.hub.mail.Postman}'s.
 */
public final class Digests {
  private static final Logger log = LoggerFactory.getLogger(Digests.class);

  /** An address that does not answer for so long is forgotten. */
  private static final Duration UNANSWERED = Duration.ofDays(3);

  /** So long after its end a subscription can be taken up again by its letters' links. */
  private static final Duration ENDED = Duration.ofDays(90);

  /** So many digests are made in one transaction. */
  private static final int AT_ONCE = 25;

  private static final Duration LETTERS = Duration.ofDays(30);

  /** The first digest tells what has happened in so long a time. */
  private static final Duration FIRST_NEWS = Duration.ofDays(7);

  private final Subscriptions subscriptions;
  private final DigestEditor editor;
  private final DigestWriter writer;
  private final Letters letters;
  private final Refusals refusals;
  private final People people;
  private final SiteSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public Digests(
      JdbcClient jdbc,
      DigestEditor editor,
      Letters letters,
      Refusals refusals,
      People people,
      SiteSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.subscriptions = new Subscriptions(jdbc);
    this.editor = editor;
    this.writer = new DigestWriter(letters::address);
    this.letters = letters;
    this.refusals = refusals;
    this.people = people;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A digest that somebody would get now. */
  public record Draft(Subscription subscription, Digest digest, String subject, String text) {}

  /** A digest as a page shows it. */
  public record Preview(String html, String text) {}

  /** Whether letters go anywhere. */
  public boolean canSend() {
    return letters.canSend();
  }

  /**
   * Asks for the digest. What an address is to the site already is told to the address alone, in a
   * letter.
   *
   * @param who has signed in, null for anybody
   * @return whether it comes without a further word: to the confirmed address of who has signed in
   * @throws AccountMistake where no mail can be sent or the address is none
   */
  public boolean subscribe(String email, Schedule schedule, @Nullable Person who) {
    if (!letters.canSend()) {
      throw new AccountMistake("This site cannot send mail yet, so that there is no digest.");
    }
    Accounts.requireEmail(email);
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          Subscription subscription = subscriptions.addOrFind(email, schedule, now);
          boolean served = isServed(subscription);
          boolean own =
              who != null
                  && who.isConfirmed()
                  && email.equalsIgnoreCase(who.email())
                  && !isSuspended(email);
          if (own || !served) {
            subscriptions.setSchedule(subscription.id(), schedule, null);
          }
          if (own) {
            subscriptions.begin(subscription.id(), now, schedule.next(now));
          } else {
            letters.add(served ? known(subscription) : question(subscription));
          }
          return own;
        });
  }

  private Letter question(Subscription subscription) {
    return letter(
        subscription,
        "Do you want the digest?",
        """
        Somebody, probably you, asked for the trending papers of the Assay at %s by
        e-mail. If you want them:
        %s
        The link works for three days. If you did not ask, do nothing.
        """
            .formatted(letters.host(), letters.address(path("confirm", subscription))));
  }

  private Letter known(Subscription subscription) {
    return letter(
        subscription,
        "You get the digest already",
        """
        Somebody, probably you, asked for the trending papers of the Assay at %s by
        e-mail. You get them %s.
        Change or end it: %s
        """
            .formatted(
                letters.host(),
                subscription.schedule().words(),
                letters.address(path("unsubscribe", subscription))));
  }

  /** One letter an hour at most, whoever asks. */
  private Letter letter(Subscription subscription, String subject, String text) {
    return Letter.plain(
        "digest %s %s".formatted(subscription.key(), clock.instant().toString().substring(0, 13)),
        subscription.email(),
        subject,
        text);
  }

  static String path(String what, Subscription subscription) {
    return "/digest/" + what + "?key=" + subscription.key();
  }

  private boolean isSuspended(String email) {
    return refusals.find(email).filter(refused -> refused.suspended() != null).isPresent();
  }

  private boolean isServed(Subscription subscription) {
    return subscription.isActive() && !isSuspended(subscription.email());
  }

  /** The subscription that a letter's link is about. */
  public Optional<Subscription> byKey(String key) {
    return subscriptions.byKey(key);
  }

  /** The subscription of a person's confirmed address, where digests are sent to it. */
  public Optional<Subscription> servedTo(Person person) {
    return of(person).filter(this::isServed);
  }

  /** The subscription of a person's confirmed address. */
  public Optional<Subscription> of(Person person) {
    String email = person.email();
    return email == null || !person.isConfirmed() ? Optional.empty() : subscriptions.byEmail(email);
  }

  /** The days on which a subscription was sent a digest, the latest first. */
  public List<LocalDate> days(Subscription subscription) {
    return subscriptions.days(subscription.id());
  }

  /** Begins a subscription, by its letter's link. The address answers, so it is written to. */
  public Optional<Subscription> confirm(String key) {
    return change(
        key,
        (subscription, now) -> {
          if (!isServed(subscription)) {
            subscriptions.begin(subscription.id(), now, subscription.schedule().next(now));
            refusals.restore(subscription.email());
          }
        });
  }

  /** Changes when the digest comes, by its letter's link. */
  public Optional<Subscription> reschedule(String key, Schedule schedule) {
    return change(
        key,
        (subscription, now) ->
            subscriptions.setSchedule(
                subscription.id(), schedule, subscription.isActive() ? schedule.next(now) : null));
  }

  /** Ends a subscription, by its letter's link. */
  public Optional<Subscription> end(String key) {
    return change(key, (subscription, now) -> subscriptions.end(subscription.id(), now));
  }

  private interface Change {
    void make(Subscription subscription, Instant now);
  }

  private Optional<Subscription> change(String key, Change change) {
    return inTransaction(
        () -> {
          subscriptions
              .byKey(key)
              .ifPresent(subscription -> change.make(subscription, clock.instant()));
          return subscriptions.byKey(key);
        });
  }

  /** Writes the digests that are due, and returns how many there were. */
  public int makeDue() {
    int made = 0;
    List<Long> due = subscriptions.due(isOpen(), clock.instant());
    DigestEditor.Round round =
        new DigestEditor.Round(due.isEmpty() ? List.of() : editor.trending());
    for (int i = 0; i < due.size(); i += AT_ONCE) {
      made += make(due.subList(i, Math.min(i + AT_ONCE, due.size())), round);
    }
    return made;
  }

  /** Some digests in one transaction, which waits for the disk once. */
  private int make(List<Long> ids, DigestEditor.Round round) {
    try {
      return inTransaction(
          () -> {
            Instant now = clock.instant();
            int made = 0;
            for (Subscription subscription : subscriptions.lockDue(ids, now)) {
              made += make(subscription, round, now) ? 1 : 0;
            }
            return made;
          });
    } catch (RuntimeException e) {
      if (ids.size() > 1) {
        // The others' must come all the same.
        return ids.stream().mapToInt(id -> make(List.of(id), round)).sum();
      }
      log.warn("the digest of subscription {} was not made", ids.getFirst(), e);
      return 0;
    }
  }

  private boolean make(Subscription subscription, DigestEditor.Round round, Instant now) {
    long id = subscription.id();
    Digest digest = compose(subscription, round, now);
    subscriptions.setNext(id, subscription.schedule().next(now));
    if (digest.isEmpty() || !subscriptions.addIssue(id, digest.day(), digest.papers(), now)) {
      return false;
    }
    String end = path("unsubscribe", subscription);
    letters.add(
        new Letter(
            "digest %s %s".formatted(subscription.key(), digest.day()),
            subscription.email(),
            writer.subject(digest),
            writer.text(digest, foot(subscription)),
            writer.html(digest, foot(subscription)),
            // RFC 8058: mail programs show a button that ends it by one request.
            Map.of(
                "List-Unsubscribe",
                "<" + letters.address(end) + ">",
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
                "List-Id",
                "Trending papers <digest.%s>".formatted(letters.host()))));
    return true;
  }

  private Digest compose(Subscription subscription, DigestEditor.Round round, Instant now) {
    return editor.compose(
        subscription.schedule(),
        subscription.schedule().day(now),
        round,
        subscriptions.sent(subscription.id()),
        people
            .byEmail(subscription.email())
            .filter(person -> person.isConfirmed() && !person.isDisabled()),
        subscriptions.lastIssue(subscription.id()).orElse(now.minus(FIRST_NEWS)));
  }

  private DigestWriter.Foot foot(Subscription subscription) {
    return new DigestWriter.Foot(
        "This comes to %s %s, as asked for at %s."
            .formatted(subscription.email(), subscription.schedule().words(), letters.address("/")),
        path("unsubscribe", subscription));
  }

  /** What every subscriber would get now, by address; nothing is sent. */
  public List<Draft> drafts() {
    DigestEditor.Round round = new DigestEditor.Round(editor.trending());
    List<Draft> drafts = new ArrayList<>();
    for (Subscription subscription : subscriptions.served(isOpen())) {
      Digest digest = compose(subscription, round, clock.instant());
      if (!digest.isEmpty()) {
        drafts.add(
            new Draft(
                subscription,
                digest,
                writer.subject(digest),
                writer.text(digest, foot(subscription))));
      }
    }
    return drafts;
  }

  /** Who is sent digests, by address. */
  public List<Subscription> served() {
    return subscriptions.served(isOpen());
  }

  /**
   * What a new subscriber would get now; empty where there is nothing to tell.
   *
   * @param person the subscriber, null for one without an account
   */
  public Optional<Preview> preview(@Nullable Person person) {
    Schedule schedule = Schedule.usual(ZoneId.of("UTC"));
    Instant now = clock.instant();
    Digest digest =
        editor.compose(
            schedule,
            schedule.day(now),
            new DigestEditor.Round(editor.examples()),
            Set.of(),
            Optional.ofNullable(person),
            now.minus(FIRST_NEWS));
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    DigestWriter.Foot foot =
        new DigestWriter.Foot("This is how a digest looks; nothing was sent.", "/digest");
    return Optional.of(new Preview(writer.html(digest, foot), writer.text(digest, foot)));
  }

  /** Forgets addresses that never answered or ended long ago, and letters of old. */
  public void tidy() {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          subscriptions.forget(now.minus(UNANSWERED), now.minus(ENDED));
          letters.forget(now.minus(LETTERS));
        });
  }

  private boolean isOpen() {
    return settings.get().readers();
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
