package dev.assay.hub.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account.
 *
 * @param name how they are called on the site, unique whatever the letter case
 * @param email null where none was given
 * @param confirmed when a letter to {@code email} was answered, null where it was not
 * @param disabled since when they may not sign in, null where they may
 */
public record Person(
    long id,
    String name,
    @Nullable String email,
    @Nullable Instant confirmed,
    Role role,
    Instant created,
    @Nullable Instant disabled) {
  public boolean isConfirmed() {
    return confirmed != null;
  }

  /**
   * Whether they may vote and comment: somebody answers at their address, or an administrator has
   * let them in.
   */
  public boolean mayTakePart() {
    return isConfirmed() || role.atLeast(Role.MEMBER);
  }

  public boolean isDisabled() {
    return disabled != null;
  }
}
