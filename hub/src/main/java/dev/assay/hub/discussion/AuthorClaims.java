package dev.assay.hub.discussion;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.ModerationLog.Action;
import dev.assay.hub.discussion.Notifications.Kind;
import dev.assay.hub.discussion.Notifications.News;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is an author of a paper. No source of papers tells the authors' addresses, so that a curator
 * decides, on the grounds that are given and the address that the claimant has confirmed.
 */
public final class AuthorClaims {
  private static final int LONGEST_NAME = 100;
  private static final String SELECT =
      """
      select a.id, a.person, p.name as person_name, p.email, p.confirmed, a.paper, a.name, a.grounds,
        a.state, a.created, a.decided, a.reason
      from author_claim a join person p on p.id = a.person
      """;

  private final JdbcClient jdbc;
  private final Notifications notifications;
  private final ModerationLog log;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** How a claim stands. */
  public enum State {
    OPEN,
    GRANTED,
    REFUSED,
    REVOKED,
    WITHDRAWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Somebody's word that they are an author of a paper.
   *
   * @param email the address that they have confirmed, null where there is none
   * @param name which of the paper's authors they are
   * @param grounds how a curator can see that
   */
  public record AuthorClaim(
      long id,
      long person,
      String personName,
      @Nullable String email,
      String paper,
      String name,
      String grounds,
      State state,
      Instant created,
      @Nullable Instant decided,
      @Nullable String reason) {}

  public AuthorClaims(
      JdbcClient jdbc,
      Notifications notifications,
      ModerationLog log,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.notifications = notifications;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Asks to be taken for an author of a paper.
   *
   * @throws DiscussionMistake where the paper has no author of that name, there are no grounds, or
   *     they have asked already
   */
  public void ask(Person person, Paper paper, String typedName, String typedGrounds) {
    String name = typedName.strip();
    boolean possible =
        paper.authors().isEmpty()
            ? !name.isEmpty() && name.length() <= LONGEST_NAME && !name.matches(".*\\p{Cntrl}.*")
            : paper.authors().contains(name);
    if (!possible) {
      throw new DiscussionMistake("Choose which of the paper's authors you are.");
    }
    String grounds = Moderation.reason(typedGrounds);
    boolean asked =
        jdbc.sql(
                    """
                insert into author_claim (person, paper, name, grounds, state, created)
                values (?, ?, ?, ?, 'OPEN', ?) on conflict do nothing
                """)
                .param(person.id())
                .param(paper.id().value())
                .param(name)
                .param(grounds)
                .param(Timestamp.from(clock.instant()))
                .update()
            == 1;
    if (!asked) {
      throw new DiscussionMistake("You have asked that already.");
    }
  }

  /** Takes one's own claim back, also one that was granted. */
  public void withdraw(Person person, long id) {
    jdbc.sql(
            """
            update author_claim set state = 'WITHDRAWN', decided = ?
            where id = ? and person = ? and state in ('OPEN', 'GRANTED')
            """)
        .param(Timestamp.from(clock.instant()))
        .param(id)
        .param(person.id())
        .update();
  }

  /**
   * Decides on a claim that is open.
   *
   * @throws DiscussionMistake where it is not, is the curator's own, or there is no reason
   */
  public void decide(Person curator, long id, boolean grant, String reason) {
    change(
        curator,
        id,
        State.OPEN,
        grant ? State.GRANTED : State.REFUSED,
        grant ? Action.GRANT : Action.REFUSE,
        reason);
  }

  /** Takes back that a claim was granted; throws as {@link #decide} does. */
  public void revoke(Person curator, long id, String reason) {
    change(curator, id, State.GRANTED, State.REVOKED, Action.REVOKE, reason);
  }

  private void change(
      Person curator, long id, State from, State to, Action action, String typedReason) {
    String reason = Moderation.reason(typedReason);
    transaction.executeWithoutResult(
        _ -> {
          AuthorClaim claim =
              find(id)
                  .filter(found -> found.state() == from)
                  .orElseThrow(
                      () -> new DiscussionMistake("Somebody else has decided on this meanwhile."));
          if (claim.person() == curator.id() && !curator.role().atLeast(Role.ADMINISTRATOR)) {
            throw new DiscussionMistake("Somebody else must decide on what is your own.");
          }
          jdbc.sql("update author_claim set state = ?, decided = ?, reason = ? where id = ?")
              .param(to.name())
              .param(Timestamp.from(clock.instant()))
              .param(reason)
              .param(id)
              .update();
          log.add(curator.id(), action, claim.paper(), null, claim.person(), reason);
          notifications.tell(
              claim.person(),
              new News(
                  Kind.DECISION,
                  "author %d %s".formatted(id, to),
                  null,
                  null,
                  sentence(claim, to) + reason,
                  "/papers/" + claim.paper()));
        });
  }

  private static String sentence(AuthorClaim claim, State to) {
    return switch (to) {
      case GRANTED -> "You are now shown as an author of %s: ".formatted(claim.paper());
      case REVOKED -> "You are no longer shown as an author of %s: ".formatted(claim.paper());
      default -> "You are not shown as an author of %s: ".formatted(claim.paper());
    };
  }

  private Optional<AuthorClaim> find(long id) {
    return jdbc.sql(SELECT + "where a.id = ? for update of a")
        .param(id)
        .query(AuthorClaims::claim)
        .optional();
  }

  /** The people who are taken for authors of a paper. */
  List<Long> of(String paper) {
    return jdbc.sql("select person from author_claim where paper = ? and state = 'GRANTED'")
        .param(paper)
        .query(Long.class)
        .list();
  }

  /** The claims on a paper that were granted. */
  public List<AuthorClaim> granted(String paper) {
    return jdbc.sql(SELECT + "where a.paper = ? and a.state = 'GRANTED' order by a.id")
        .param(paper)
        .query(AuthorClaims::claim)
        .list();
  }

  /** The claims that wait for a decision, the oldest first. */
  public List<AuthorClaim> open(int limit) {
    return jdbc.sql(SELECT + "where a.state = 'OPEN' order by a.id limit ?")
        .param(limit)
        .query(AuthorClaims::claim)
        .list();
  }

  public int countOpen() {
    return jdbc.sql("select count(*) from author_claim where state = 'OPEN'")
        .query(Integer.class)
        .single();
  }

  /** What a person has claimed of a paper and what stands: open or granted. */
  public Optional<AuthorClaim> standing(long person, String paper) {
    return jdbc.sql(
            SELECT + "where a.person = ? and a.paper = ? and a.state in ('OPEN', 'GRANTED')")
        .param(person)
        .param(paper)
        .query(AuthorClaims::claim)
        .optional();
  }

  /** All that a person has ever claimed. */
  public List<AuthorClaim> of(long person) {
    return jdbc.sql(SELECT + "where a.person = ? order by a.id")
        .param(person)
        .query(AuthorClaims::claim)
        .list();
  }

  private static AuthorClaim claim(ResultSet row, int number) throws SQLException {
    return new AuthorClaim(
        row.getLong("id"),
        row.getLong("person"),
        row.getString("person_name"),
        row.getTimestamp("confirmed") == null ? null : row.getString("email"),
        row.getString("paper"),
        row.getString("name"),
        row.getString("grounds"),
        State.valueOf(row.getString("state")),
        row.getTimestamp("created").toInstant(),
        Comments.instant(row.getTimestamp("decided")),
        row.getString("reason"));
  }
}
