package dev.assay.hub.web;

import dev.assay.hub.people.Role;
import dev.assay.hub.people.SiteSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a request pass where {@link Routes} has a line for it and its visitor. */
final class Access implements AuthorizationManager<RequestAuthorizationContext> {
  private final SiteSettings settings;

  Access(SiteSettings settings) {
    this.settings = settings;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Optional<Routes.Route> found =
        Routes.find(HttpMethod.valueOf(request.getMethod()), path(request));
    if (found.filter(route -> route.reads() && route.who() == Routes.For.EVERYBODY).isPresent()) {
      // Nobody needs to be looked up, also where the database is away.
      return new AuthorizationDecision(true);
    }
    return new AuthorizationDecision(
        found
            .filter(
                route ->
                    allows(
                        route,
                        Optional.ofNullable(authentication.get())
                            .filter(Visitor.class::isInstance)
                            .map(Visitor.class::cast)))
            .isPresent());
  }

  /** Whether a visitor may use a route. */
  boolean allows(Routes.Route route, Optional<Visitor> visitor) {
    if (visitor.filter(program -> !route.reads() && !program.may(route.scope())).isPresent()) {
      return false;
    }
    return switch (route.who()) {
      case EVERYBODY -> true;
      case READERS -> visitor.isPresent() || settings.get().readers();
      // A token is for what its scopes say, not for the account that made it.
      case SIGNED_IN -> visitor.filter(v -> v.isPerson() || route.scope() != null).isPresent();
      case PARTICIPANTS -> visitor.filter(v -> v.person().mayTakePart()).isPresent();
      case MONITORS -> visitor.filter(v -> v.is(Role.ADMINISTRATOR)).isPresent();
      case MEMBERS -> visitor.filter(v -> v.is(Role.MEMBER)).isPresent();
      case RUNNERS -> visitor.filter(v -> v.is(settings.get().runners())).isPresent();
      case CURATORS -> visitor.filter(v -> v.is(Role.CURATOR)).isPresent();
      case ADMINISTRATORS ->
          visitor.filter(v -> v.isPerson() && v.is(Role.ADMINISTRATOR)).isPresent();
    };
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
