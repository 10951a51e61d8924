package dev.assay.hub.people;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators decide on the site itself. */
public final class SiteSettings {
  private final JdbcClient jdbc;

  /** Who may make an account. */
  public enum SignUp {
    /** Everybody with an address that answers. */
    OPEN,
    /** Who was sent an invitation. */
    INVITATION,
    /** Nobody. */
    CLOSED
  }

  /**
   * All of them.
   *
   * @param signUp who may make an account
   * @param newcomers the role of who signs up without an invitation
   * @param runners the least role that may spend the machine on runs
   * @param readers whether the site is read by everybody, or by who has signed in only
   */
  public record Settings(SignUp signUp, Role newcomers, Role runners, boolean readers) {}

  public SiteSettings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Settings get() {
    Map<String, String> values = values();
    return new Settings(
        choice(SignUp.class, values.get("sign-up"), SignUp.INVITATION),
        choice(Role.class, values.get("newcomers"), Role.MEMBER),
        choice(Role.class, values.get("runners"), Role.MEMBER),
        !"false".equals(values.get("readers")));
  }

  /** All that was ever set, by name, also by other parts of the site. */
  public Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    jdbc.sql("select name, value from site_setting")
        .query(
            row -> {
              values.put(row.getString("name"), row.getString("value"));
            });
    return values;
  }

  public void set(Settings settings) {
    set("sign-up", settings.signUp().name());
    set("newcomers", settings.newcomers().name());
    set("runners", settings.runners().name());
    set("readers", Boolean.toString(settings.readers()));
  }

  private static <E extends Enum<E>> E choice(Class<E> type, @Nullable String value, E otherwise) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(value))
        .findFirst()
        .orElse(otherwise);
  }

  /** Sets one by name, for other parts of the site. */
  public void set(String name, String value) {
    jdbc.sql(
            "insert into site_setting (name, value) values (?, ?) on conflict (name) do update set"
                + " value = excluded.value")
        .param(name)
        .param(value)
        .update();
  }
}
