package dev.assay.hub.discussion;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Notifications.Kind;
import dev.assay.hub.discussion.Notifications.News;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules by which people talk of papers. */
public final class Discussion {
  /** The longest text of a comment, in characters. */
  public static final int LONGEST = 10_000;

  private static final int LONGEST_THREAD = 500;
  private static final int MOST_VERSIONS = 50;
  private static final int MOST_MENTIONS = 10;
  private static final Duration TWICE = Duration.ofMinutes(10);

  private final Comments comments;
  private final AuthorClaims authors;
  private final Notifications notifications;
  private final People people;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public Discussion(
      Comments comments,
      AuthorClaims authors,
      Notifications notifications,
      People people,
      TransactionTemplate transaction,
      Clock clock) {
    this.comments = comments;
    this.authors = authors;
    this.notifications = notifications;
    this.people = people;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Says something of a paper, and tells whom it concerns. Said twice within some minutes, as a
   * form sent twice does, it is there once.
   *
   * @param parent the comment that it answers, null where it begins a thread
   * @throws DiscussionMistake where there is no text or too much of it, or what it answers is gone
   */
  public Comment post(Person author, Paper paper, @Nullable Long parent, String typed) {
    String text = text(typed);
    String key = paper.id().value();
    return inTransaction(
        () -> {
          comments.turnOf(author.id());
          Instant now = clock.instant();
          Comment above =
              parent == null
                  ? null
                  : comments
                      .lock(parent)
                      .filter(found -> found.paper().equals(key))
                      .filter(found -> !found.isDeleted() && !found.isHidden())
                      .orElseThrow(
                          () -> new DiscussionMistake("The comment that this answers is gone."));
          var same = comments.same(author.id(), key, parent, text, now.minus(TWICE));
          if (same.isPresent()) {
            return same.get();
          }
          if (above != null && comments.size(above.thread()) >= LONGEST_THREAD) {
            throw new DiscussionMistake("This thread is as long as one can be: begin another.");
          }
          long id = comments.add(author.id(), key, above, text, now);
          Comment comment = comments.find(id).orElseThrow();
          tell(author, paper, above, comment);
          return comment;
        });
  }

  /** Each person once: whom it answers, whom it mentions, and whose paper it is. */
  private void tell(Person author, Paper paper, @Nullable Comment above, Comment comment) {
    Set<Long> told = new HashSet<>();
    told.add(author.id());
    String of = " the discussion of " + Notifications.shortened(paper.title(), 120);
    if (above != null && above.author() != null && told.add(above.author())) {
      tell(above.author(), Kind.REPLY, author, comment, " answered your comment in" + of);
    }
    mentioned(author, comment, of, told);
    for (long owner : authors.of(comment.paper())) {
      if (told.add(owner)) {
        tell(owner, Kind.PAPER, author, comment, " took part in" + of + ", your paper");
      }
    }
  }

  private void mentioned(Person author, Comment comment, String of, Set<Long> told) {
    CommentText.mentions(Objects.requireNonNull(comment.text())).stream()
        .limit(MOST_MENTIONS)
        .flatMap(name -> people.byName(name).stream())
        .filter(person -> !person.isDisabled())
        .filter(person -> told.add(person.id()))
        .forEach(
            person -> tell(person.id(), Kind.MENTION, author, comment, " mentioned you in" + of));
  }

  private void tell(long person, Kind kind, Person actor, Comment comment, String what) {
    notifications.tell(
        person,
        new News(
            kind,
            "comment " + comment.id(),
            actor.id(),
            comment.id(),
            actor.name() + what,
            comment.path()));
  }

  /**
   * Changes what somebody said; what it was before stays to be read. Who is mentioned now and was
   * not before is told.
   *
   * @throws DiscussionMistake where it is not theirs or hidden, was changed too often, or there is
   *     no text or too much of it
   */
  public Comment edit(Person author, Paper paper, long id, String typed) {
    String text = text(typed);
    return inTransaction(
        () -> {
          Comment comment = own(author, id);
          if (comment.isHidden()) {
            throw new DiscussionMistake("A moderator has hidden this comment: it stays as it is.");
          }
          if (text.equals(comment.text())) {
            return comment;
          }
          if (comments.change(comment, text, clock.instant()) > MOST_VERSIONS) {
            throw new DiscussionMistake("This comment was changed as often as one can be.");
          }
          Comment changed = comments.find(id).orElseThrow();
          Set<Long> told = new HashSet<>(Set.of(author.id()));
          String of = " the discussion of " + Notifications.shortened(paper.title(), 120);
          mentioned(author, changed, of, told);
          return changed;
        });
  }

  /**
   * Deletes what somebody said, its earlier texts too.
   *
   * @throws DiscussionMistake where it is not theirs
   */
  public void delete(Person author, long id) {
    transaction.executeWithoutResult(_ -> comments.remove(own(author, id)));
  }

  /** Deletes all that a person said, within the transaction that ends their account. */
  public void forget(long person) {
    comments.turnOf(person);
    // Answers before what they answer, and threads in one order for all who go at once.
    comments.of(person).stream()
        .sorted(
            Comparator.comparingLong(Comment::thread)
                .thenComparing(Comment::id, Comparator.reverseOrder()))
        .forEach(comment -> comments.lock(comment.id()).ifPresent(comments::remove));
  }

  private Comment own(Person author, long id) {
    return comments
        .lock(id)
        .filter(comment -> comment.isBy(author.id()))
        .orElseThrow(() -> new DiscussionMistake("This comment is not yours, or it is gone."));
  }

  /**
   * A text as it is kept.
   *
   * @throws DiscussionMistake where there is none or too much of it
   */
  public static String text(String typed) {
    String text = typed.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip();
    if (text.isEmpty()) {
      throw new DiscussionMistake("Write something first.");
    }
    if (text.length() > LONGEST) {
      throw new DiscussionMistake(
          "A comment has at most %,d characters; this one has %,d."
              .formatted(LONGEST, text.length()));
    }
    return text;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
