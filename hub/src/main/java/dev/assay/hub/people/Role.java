package dev.assay.hub.people;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do; each may do all that the one before may. */
public enum Role {
  /** Reads, and keeps things of their own: a reading list, follows, a digest. */
  READER,
  /** Votes, comments, submits papers and, where the settings say so, runs claims. */
  MEMBER,
  /** Orders the day's page, moderates, decides who is an author. */
  CURATOR,
  /** Settings, invitations, roles. */
  ADMINISTRATOR;

  public boolean atLeast(Role least) {
    return compareTo(least) >= 0;
  }

  /** The name in lower case, as people read it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this name in any letter case. */
  public static Optional<Role> parse(String text) {
    return Stream.of(values()).filter(role -> role.name().equalsIgnoreCase(text)).findFirst();
  }
}
