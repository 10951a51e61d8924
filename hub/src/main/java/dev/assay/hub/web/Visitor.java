package dev.assay.hub.web;

import dev.assay.hub.people.ApiTokens.Scope;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks for a page: somebody who has signed in, or a program with a token of theirs. */
public final class Visitor extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1;

  private final transient Person person;
  private final transient @Nullable Set<Scope> scopes;

  private Visitor(Person person, @Nullable Set<Scope> scopes) {
    super(List.of());
    this.person = person;
    this.scopes = scopes;
    setAuthenticated(true);
  }

  /** Somebody with a session. */
  static Visitor signedIn(Person person) {
    return new Visitor(person, null);
  }

  /** A program that may do what the scopes say, in the name of a person. */
  static Visitor program(Person person, Set<Scope> scopes) {
    return new Visitor(person, scopes);
  }

  /** The one of this request, empty where nobody has signed in. */
  public static Optional<Visitor> current() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Visitor visitor
        ? Optional.of(visitor)
        : Optional.empty();
  }

  /** The one of this request, where its route lets no other in. */
  static Visitor required() {
    return current().orElseThrow(() -> new IllegalStateException("this route needs a visitor"));
  }

  public Person person() {
    return person;
  }

  /** Whether they may do what {@code least} may. */
  public boolean is(Role least) {
    return person.role().atLeast(least);
  }

  /** Whether this is a person in a browser rather than a program. */
  boolean isPerson() {
    return scopes == null;
  }

  boolean may(@Nullable Scope scope) {
    return scopes == null || (scope != null && scopes.contains(scope));
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public Person getPrincipal() {
    return person;
  }

  @Override
  public String getName() {
    return person.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
