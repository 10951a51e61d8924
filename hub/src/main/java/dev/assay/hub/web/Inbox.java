package dev.assay.hub.web;

import dev.assay.hub.discussion.AuthorClaims;
import dev.assay.hub.discussion.Moderation;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.people.Role;
import java.util.List;
import java.util.Set;

/** What waits for the one who looks at a page; asked for by the pages that show it. */
public final class Inbox {
  private final Notifications notifications;
  private final Moderation moderation;
  private final AuthorClaims authors;

  Inbox(Notifications notifications, Moderation moderation, AuthorClaims authors) {
    this.notifications = notifications;
    this.moderation = moderation;
    this.authors = authors;
  }

  /** How many notifications they have not read. */
  public int unread() {
    return Visitor.current().map(visitor -> notifications.unread(visitor.person().id())).orElse(0);
  }

  /** Whether they look after the discussions. */
  public boolean moderates() {
    return Visitor.current().filter(visitor -> visitor.is(Role.CURATOR)).isPresent();
  }

  /** How many reports and claims wait for a moderator's decision. */
  public int undecided() {
    return moderates() ? moderation.countOpen() + authors.countOpen() : 0;
  }

  /** All kinds of notifications. */
  public List<Notifications.Kind> kinds() {
    return List.of(Notifications.Kind.values());
  }

  /** The kinds of which they get letters. */
  public Set<Notifications.Kind> letters() {
    return notifications.letters(Visitor.required().person().id());
  }
}
