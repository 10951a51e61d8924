package dev.assay.hub.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens that programs use in a person's name, each for some things only. */
public final class ApiTokens {
  /** What every token begins with, so that one that leaks is recognised. */
  public static final String PREFIX = "assay_";

  private static final int MOST = 50;

  private final JdbcClient jdbc;

  /** What a token may do, besides reading what its person may read. */
  public enum Scope {
    VOTE,
    COMMENT,
    SUBMIT,
    RUN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> parse(String text) {
      return Stream.of(values()).filter(scope -> scope.label().equals(text)).findFirst();
    }
  }

  /** A token as its person sees it. */
  public record Token(
      long id, String name, Set<Scope> scopes, Instant created, @Nullable Instant used) {}

  /** Who uses a token, and what for. */
  public record Use(Person person, Set<Scope> scopes) {}

  public ApiTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a token and returns it; it is shown this once. */
  public String make(long person, String name, Set<String> scopes, Instant now) {
    if (name.isBlank() || name.length() > 60) {
      throw new AccountMistake("A token needs a name of at most 60 characters.");
    }
    if (of(person).size() >= MOST) {
      throw new AccountMistake("There are " + MOST + " tokens already; remove one first.");
    }
    Set<Scope> known =
        scopes.stream()
            .map(
                scope ->
                    Scope.parse(scope)
                        .orElseThrow(
                            () -> new AccountMistake("A token may vote, comment, submit or run.")))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    String token = PREFIX + Secret.random();
    jdbc.sql("insert into api_token (person, name, hash, scopes, created) values (?, ?, ?, ?, ?)")
        .param(person)
        .param(name.strip())
        .param(Secret.hash(token))
        .param(known.stream().map(Scope::name).toArray(String[]::new))
        .param(People.timestamp(now))
        .update();
    return token;
  }

  /** Who this token belongs to, where it is one and they may sign in. */
  public Optional<Use> use(String token, Instant now) {
    byte[] hash = Secret.hash(token);
    Optional<Use> use =
        jdbc.sql(
                """
                select p.id, p.name, p.email, p.confirmed, p.role, p.created, p.disabled, t.scopes
                from api_token t join person p on p.id = t.person
                where t.hash = ? and p.disabled is null
                """)
            .param(hash)
            .query((row, number) -> new Use(People.person(row, number), scopes(row)))
            .optional();
    use.ifPresent(
        _ ->
            jdbc.sql("update api_token set used = ? where hash = ? and (used is null or used < ?)")
                .param(People.timestamp(now))
                .param(hash)
                .param(People.timestamp(now.minusSeconds(600)))
                .update());
    return use;
  }

  public List<Token> of(long person) {
    return jdbc.sql(
            "select id, name, scopes, created, used from api_token where person = ? order by id")
        .param(person)
        .query(
            (row, _) ->
                new Token(
                    row.getLong("id"),
                    row.getString("name"),
                    scopes(row),
                    row.getTimestamp("created").toInstant(),
                    People.instant(row.getTimestamp("used"))))
        .list();
  }

  public void remove(long person, long id) {
    jdbc.sql("delete from api_token where person = ? and id = ?").param(person).param(id).update();
  }

  private static Set<Scope> scopes(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("scopes").getArray())
        .map(Scope::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }
}
