package dev.assay.hub.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people in the database. */
public final class People {
  private static final String SELECT =
      "select id, name, email, confirmed, role, created, disabled from person ";

  private final JdbcClient jdbc;

  public People(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a person.
   *
   * @param password the hash, null for who signs in elsewhere
   * @throws AccountMistake where the name or the address is taken
   */
  Person add(
      String name,
      @Nullable String email,
      @Nullable Instant confirmed,
      @Nullable String password,
      Role role,
      Instant now) {
    return jdbc.sql(
            """
            insert into person (name, email, confirmed, password, role, created)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            returning id, name, email, confirmed, role, created, disabled
            """)
        .param(name)
        .param(email)
        .param(timestamp(confirmed))
        .param(password)
        .param(role.name())
        .param(timestamp(now))
        .query(People::person)
        .optional()
        .orElseThrow(
            () ->
                byName(name).isPresent()
                    ? new AccountMistake(
                        "name",
                        "Somebody here is called " + name + " already; choose another name.")
                    : new AccountMistake(
                        "email", "There is an account with this address already."));
  }

  public Optional<Person> find(long id) {
    return jdbc.sql(SELECT + "where id = ?").param(id).query(People::person).optional();
  }

  public Optional<Person> byName(String name) {
    return jdbc.sql(SELECT + "where lower(name) = lower(?)")
        .param(name)
        .query(People::person)
        .optional();
  }

  public Optional<Person> byEmail(String email) {
    return jdbc.sql(SELECT + "where lower(email) = lower(?)")
        .param(email)
        .query(People::person)
        .optional();
  }

  /** By a name, or by an address where it is one. */
  Optional<Person> byNameOrEmail(String text) {
    return text.contains("@") ? byEmail(text) : byName(text);
  }

  /** Everybody, by name. */
  public List<Person> all(int limit, int offset) {
    return jdbc.sql(SELECT + "order by lower(name) limit ? offset ?")
        .param(limit)
        .param(offset)
        .query(People::person)
        .list();
  }

  public int count() {
    return jdbc.sql("select count(*) from person").query(Integer.class).single();
  }

  /** Whether anybody who can sign in may change the settings. */
  public boolean hasAdministrator() {
    return administrators() > 0;
  }

  private int administrators() {
    return jdbc.sql("select count(*) from person where role = 'ADMINISTRATOR' and disabled is null")
        .query(Integer.class)
        .single();
  }

  /** Whether a person can sign in by a password. */
  public boolean hasPassword(long id) {
    return password(id).isPresent();
  }

  Optional<String> password(long id) {
    return jdbc.sql("select password from person where id = ? and password is not null")
        .param(id)
        .query(String.class)
        .optional();
  }

  void setPassword(long id, String hash) {
    jdbc.sql("update person set password = ?, failures = 0, locked_until = null where id = ?")
        .param(hash)
        .param(id)
        .update();
  }

  /** Until when the account takes no password, empty where it takes one. */
  Optional<Instant> lockedUntil(long id) {
    return jdbc.sql("select locked_until from person where id = ? and locked_until is not null")
        .param(id)
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /**
   * Counts a wrong password; {@code most} of them lock the account for a while, after which they
   * are counted anew.
   */
  void failed(long id, int most, Instant now, Duration lock) {
    jdbc.sql(
            """
            update person set
              failures = case when failures + 1 >= ? then 0 else failures + 1 end,
              locked_until = case when failures + 1 >= ? then ? else locked_until end
            where id = ?
            """)
        .param(most)
        .param(most)
        .param(timestamp(now.plus(lock)))
        .param(id)
        .update();
  }

  void succeeded(long id) {
    jdbc.sql("update person set failures = 0, locked_until = null where id = ? and failures > 0")
        .param(id)
        .update();
  }

  /** Gives a person an address that nobody has; it is not confirmed yet. */
  void setEmail(long id, String email) {
    jdbc.sql("update person set email = ?, confirmed = null where id = ?")
        .param(email)
        .param(id)
        .update();
  }

  /** Notes that a letter to this address was answered; false where the address has changed. */
  boolean confirm(long id, String email, Instant now) {
    return jdbc.sql(
                "update person set confirmed = coalesce(confirmed, ?) where id = ? and lower(email)"
                    + " = lower(?)")
            .param(timestamp(now))
            .param(id)
            .param(email)
            .update()
        == 1;
  }

  /**
   * Gives a person another role.
   *
   * @throws AccountMistake where nobody would be left to change the settings
   */
  void setRole(long id, Role role) {
    lock();
    jdbc.sql("update person set role = ? where id = ?").param(role.name()).param(id).update();
    requireAdministrator();
  }

  /** Ends or restores a person's right to sign in; throws as {@link #setRole} does. */
  void setDisabled(long id, @Nullable Instant since) {
    lock();
    jdbc.sql("update person set disabled = ? where id = ?")
        .param(timestamp(since))
        .param(id)
        .update();
    requireAdministrator();
  }

  /** Removes a person and all that is theirs alone; throws as {@link #setRole} does. */
  void delete(long id) {
    lock();
    jdbc.sql("delete from person where id = ?").param(id).update();
    requireAdministrator();
  }

  /** Two administrators who take each other's role at once must not both succeed. */
  private void lock() {
    jdbc.sql("lock table person in share row exclusive mode").update();
  }

  /** Within the transaction of the change, which the exception undoes. */
  private void requireAdministrator() {
    if (count() > 0 && administrators() == 0) {
      throw new AccountMistake(
          "Somebody must be left who can change the settings: make another person administrator"
              + " first.");
    }
  }

  /** The person that an identity of another site stands for. */
  public Optional<Person> byIdentity(String issuer, String subject) {
    return jdbc.sql(
            SELECT
                + "where id = (select person from person_identity where issuer = ? and subject ="
                + " ?)")
        .param(issuer)
        .param(subject)
        .query(People::person)
        .optional();
  }

  void addIdentity(String issuer, String subject, long person) {
    jdbc.sql(
            "insert into person_identity (issuer, subject, person) values (?, ?, ?) on conflict do"
                + " nothing")
        .param(issuer)
        .param(subject)
        .param(person)
        .update();
  }

  void removeIdentity(String issuer, long person) {
    jdbc.sql("delete from person_identity where issuer = ? and person = ?")
        .param(issuer)
        .param(person)
        .update();
  }

  /** The sites that a person can sign in with. */
  public List<String> issuers(long person) {
    return jdbc.sql("select distinct issuer from person_identity where person = ? order by issuer")
        .param(person)
        .query(String.class)
        .list();
  }

  static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        row.getLong("id"),
        row.getString("name"),
        row.getString("email"),
        instant(row.getTimestamp("confirmed")),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("created").toInstant(),
        instant(row.getTimestamp("disabled")));
  }

  static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
