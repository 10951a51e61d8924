package dev.assay.hub.web;

import dev.assay.hub.people.ApiTokens.Scope;
import dev.assay.hub.people.Person;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which route. What stands here is all there is: a route that no line names is closed
 * to everybody.
 */
final class Routes {
  /** Who a route is for. */
  enum For {
    /** Everybody, also where the site is for who has signed in only. */
    EVERYBODY,
    /** Who may read: everybody, or who has signed in, as the settings say. */
    READERS,
    /** Who has signed in. */
    SIGNED_IN,
    /** Who may vote and comment: {@link Person#mayTakePart}. */
    PARTICIPANTS,
    MEMBERS,
    /** Administrators, also by a program's token: what is only read, and by monitors. */
    MONITORS,
    /** Whom the settings let spend the machine. */
    RUNNERS,
    CURATORS,
    ADMINISTRATORS
  }

  /**
   * A line of the table.
   *
   * @param method null for GET and HEAD
   * @param scope what a program's token must allow, null where none does: then the route is for
   *     people, unless it is one of reading
   */
  record Route(@Nullable HttpMethod method, PathPattern pattern, For who, @Nullable Scope scope) {
    boolean matches(HttpMethod asked, PathContainer path) {
      boolean reads = asked.equals(HttpMethod.GET) || asked.equals(HttpMethod.HEAD);
      return (method == null ? reads : method.equals(asked)) && pattern.matches(path);
    }

    /** Whether nothing is changed by it. */
    boolean reads() {
      return method == null;
    }
  }

  private static final List<Route> TABLE =
      List.of(
          // The day's page.
          get("/papers/{day}/curate", For.CURATORS),
          post("/papers/{day}/curate", For.CURATORS),
          get("/submit", For.MEMBERS),
          get("/submit/preview", For.MEMBERS),
          post("/submit", For.MEMBERS, Scope.SUBMIT),
          post("/submit/post", For.MEMBERS, Scope.SUBMIT),
          post("/submit/withdraw", For.MEMBERS, Scope.SUBMIT),
          // Reading lists and collections.
          get("/reading", For.SIGNED_IN),
          get("/reading.bib", For.SIGNED_IN),
          post("/reading", For.SIGNED_IN),
          get("/collections", For.READERS),
          get("/collections/*", For.READERS),
          post("/collections", For.MEMBERS),
          post("/collections/choose", For.MEMBERS),
          post("/collections/{id}/edit", For.MEMBERS),
          post("/collections/{id}/papers", For.MEMBERS),
          post("/collections/{id}/delete", For.MEMBERS),
          post("/collections/{id}/restore", For.MEMBERS),
          post("/collections/{id}/hidden", For.ADMINISTRATORS),
          // What is read.
          get("/", For.READERS),
          get("/papers", For.READERS),
          get("/papers/**", For.READERS),
          get("/search", For.READERS),
          get("/search/**", For.READERS),
          get("/boards", For.READERS),
          get("/boards/**", For.READERS),
          get("/sources", For.READERS),
          get("/results", For.READERS),
          get("/papers.{format}", For.READERS),
          get("/search.{format}", For.READERS),
          get("/boards.{format}", For.READERS),
          get("/sitemap.xml", For.READERS),
          get("/api", For.READERS),
          get("/api/**", For.READERS),
          get("/sitemaps/*", For.READERS),
          get("/robots.txt", For.EVERYBODY),
          get("/runs/**", For.READERS),
          post("/papers/{id}/runs", For.RUNNERS, Scope.RUN),
          post("/papers/{archive}/{id}/runs", For.RUNNERS, Scope.RUN),
          post("/runs/{id}/resume", For.RUNNERS, Scope.RUN),
          // The queue of runs.
          get("/runs", For.READERS),
          post("/runs/{id}/cancel", For.SIGNED_IN, Scope.RUN),
          post("/admin/runs", For.ADMINISTRATORS),
          // Accounts.
          get("/sign-in", For.EVERYBODY),
          post("/sign-in", For.EVERYBODY),
          post("/sign-out", For.EVERYBODY),
          get("/sign-up", For.EVERYBODY),
          post("/sign-up", For.EVERYBODY),
          get("/welcome", For.EVERYBODY),
          post("/welcome", For.EVERYBODY),
          get("/join", For.EVERYBODY),
          post("/join", For.EVERYBODY),
          get("/confirm", For.EVERYBODY),
          post("/confirm", For.EVERYBODY),
          get("/forgot", For.EVERYBODY),
          post("/forgot", For.EVERYBODY),
          get("/reset", For.EVERYBODY),
          post("/reset", For.EVERYBODY),
          get("/account", For.SIGNED_IN),
          get("/account/export", For.SIGNED_IN),
          post("/account/confirmation", For.SIGNED_IN),
          post("/account/email", For.SIGNED_IN),
          post("/account/password", For.SIGNED_IN),
          post("/account/sessions/end", For.SIGNED_IN),
          post("/account/tokens", For.SIGNED_IN),
          post("/account/tokens/{id}/remove", For.SIGNED_IN),
          post("/account/delete", For.SIGNED_IN),
          get("/admin", For.ADMINISTRATORS),
          post("/admin/settings", For.ADMINISTRATORS),
          post("/admin/invitations", For.ADMINISTRATORS),
          post("/admin/people/{id}/role", For.ADMINISTRATORS),
          post("/admin/people/{id}/disabled", For.ADMINISTRATORS),
          post("/admin/people/{id}/reset", For.ADMINISTRATORS),
          // Votes and discussion.
          post("/papers/{id}/vote", For.PARTICIPANTS, Scope.VOTE),
          post("/papers/{archive}/{id}/vote", For.PARTICIPANTS, Scope.VOTE),
          post("/papers/{id}/comments", For.PARTICIPANTS, Scope.COMMENT),
          post("/papers/{archive}/{id}/comments", For.PARTICIPANTS, Scope.COMMENT),
          post("/comments/preview", For.PARTICIPANTS),
          get("/comments/drafts/{secret}", For.PARTICIPANTS),
          get("/comments/{id}", For.READERS),
          get("/comments/{id}/history", For.READERS),
          get("/comments/{id}/edit", For.PARTICIPANTS),
          post("/comments/{id}/edit", For.PARTICIPANTS, Scope.COMMENT),
          // Who may take part no more can still take back what they said.
          post("/comments/{id}/delete", For.SIGNED_IN, Scope.COMMENT),
          post("/comments/{id}/report", For.PARTICIPANTS),
          post("/comments/{id}/hide", For.CURATORS),
          post("/comments/{id}/show", For.CURATORS),
          get("/moderation", For.CURATORS),
          post("/moderation/comments/{id}", For.CURATORS),
          post("/moderation/authors/{id}", For.CURATORS),
          post("/moderation/authors/{id}/revoke", For.CURATORS),
          post("/papers/{id}/authors", For.PARTICIPANTS),
          post("/papers/{archive}/{id}/authors", For.PARTICIPANTS),
          post("/authors/{id}/withdraw", For.SIGNED_IN),
          get("/notifications", For.SIGNED_IN),
          get("/notifications/{id}", For.SIGNED_IN),
          post("/notifications/read", For.SIGNED_IN),
          post("/account/letters", For.SIGNED_IN),
          // The digest. Its letters' links are for whoever has them.
          get("/digest", For.READERS),
          post("/digest", For.READERS),
          get("/digest/preview", For.READERS),
          get("/digest/preview.txt", For.READERS),
          get("/digest/confirm", For.EVERYBODY),
          post("/digest/confirm", For.EVERYBODY),
          post("/digest/settings", For.EVERYBODY),
          get("/digest/unsubscribe", For.EVERYBODY),
          post("/digest/unsubscribe", For.EVERYBODY),
          get("/admin/digest", For.ADMINISTRATORS),
          post("/admin/digest/suspend", For.ADMINISTRATORS),
          post("/admin/digest/restore", For.ADMINISTRATORS),
          // Accounts of other sites.
          get("/sign-in/with/{name}", For.EVERYBODY),
          get("/sign-in/with/{name}/done", For.EVERYBODY),
          post("/account/identities/{name}", For.SIGNED_IN),
          post("/account/identities/{name}/remove", For.SIGNED_IN),
          // Operations.
          get("/health", For.EVERYBODY),
          get("/metrics", For.MONITORS),
          // Follows.
          get("/for-you", For.SIGNED_IN),
          get("/following", For.SIGNED_IN),
          post("/following", For.SIGNED_IN),
          // What every page needs.
          get("/error", For.EVERYBODY),
          get("/*.css", For.EVERYBODY),
          get("/*.js", For.EVERYBODY),
          get("/*.svg", For.EVERYBODY),
          get("/favicon.ico", For.EVERYBODY),
          get("/vendor/**", For.EVERYBODY));

  private Routes() {}

  private static Route get(String pattern, For who) {
    return new Route(null, parse(pattern), who, null);
  }

  private static Route post(String pattern, For who) {
    return post(pattern, who, null);
  }

  private static Route post(String pattern, For who, @Nullable Scope scope) {
    return new Route(HttpMethod.POST, parse(pattern), who, scope);
  }

  private static PathPattern parse(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }

  /** The line for a request, empty where none names it. */
  static Optional<Route> find(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return TABLE.stream().filter(route -> route.matches(method, parsed)).findFirst();
  }

  /** Every line. */
  static List<Route> all() {
    return TABLE;
  }
}
