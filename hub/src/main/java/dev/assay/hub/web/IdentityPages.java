package dev.assay.hub.web;

import dev.assay.hub.identity.Identity;
import dev.assay.hub.identity.IdentityClient;
import dev.assay.hub.identity.IdentityRefused;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in with an account of another site. */
@Controller
final class IdentityPages {
  private static final String COOKIE = "assay-with";
  private static final String PATH = "/sign-in/with";
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String SECRET = "[\\w-]{0,100}";

  private final Providers providers;
  private final Accounts accounts;
  private final SignedIn signedIn;
  private final Attempts attempts;
  private final SiteAddress site;

  /** Who vouches for people here. */
  record Providers(List<IdentityClient> all) {
    Optional<IdentityClient> find(String name) {
      return all.stream().filter(client -> client.provider().name().equals(name)).findFirst();
    }
  }

  /**
   * What a browser keeps while it is at the other site.
   *
   * @param person who links the other account to theirs, null for signing in
   * @param invitation the secret of one that is accepted by it, empty where none is
   */
  private record Journey(
      String secret, String name, @Nullable Long person, String invitation, String next) {
    String cookie() {
      return String.join(
          ".",
          secret,
          name,
          person == null ? "" : person.toString(),
          invitation,
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(next.getBytes(StandardCharsets.UTF_8)));
    }

    static Optional<Journey> parse(String cookie) {
      String[] parts = cookie.split("\\.", -1);
      return parts.length == 5
              && parts[0].length() >= 20
              && parts[2].matches("[0-9]{0,15}")
              && parts[3].matches(SECRET)
              && parts[4].matches("([\\w-]{4})*([\\w-]{2,3})?")
              && cookie.length() <= 2_000
          ? Optional.of(
              new Journey(
                  parts[0],
                  parts[1],
                  parts[2].isEmpty() ? null : Long.valueOf(parts[2]),
                  parts[3],
                  LocalPath.of(
                      new String(Base64.getUrlDecoder().decode(parts[4]), StandardCharsets.UTF_8))))
          : Optional.empty();
    }
  }

  IdentityPages(
      Providers providers,
      Accounts accounts,
      SignedIn signedIn,
      Attempts attempts,
      SiteAddress site) {
    this.providers = providers;
    this.accounts = accounts;
    this.signedIn = signedIn;
    this.attempts = attempts;
    this.site = site;
  }

  /**
   * Sends a browser to the other site.
   *
   * @param invitation the secret of one that is accepted by it, empty where none is
   */
  @GetMapping(PATH + "/{name}")
  String begin(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(defaultValue = "") String invitation,
      HttpServletRequest request,
      HttpServletResponse response) {
    Journey journey =
        new Journey(
            Secret.random(),
            name,
            null,
            invitation.matches(SECRET) ? invitation : "",
            LocalPath.of(next));
    return "redirect:" + leave(journey, request, response);
  }

  /**
   * Not by a link: another site must not tie an account of its own to the reader's. And the way
   * there is a link: forms may not lead away from this site.
   */
  @PostMapping("/account/identities/{name}")
  String link(
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    long person = Visitor.required().person().id();
    Journey journey = new Journey(Secret.random(), name, person, "", "/account");
    model.addAttribute("there", leave(journey, request, response).toString());
    model.addAttribute("label", client(name).provider().label());
    return "leave";
  }

  @PostMapping("/account/identities/{name}/remove")
  String unlink(@PathVariable String name, HttpServletResponse response, Model model) {
    try {
      accounts.unlink(Visitor.required().person(), client(name).provider().issuer().toString());
      return "redirect:/account";
    } catch (AccountMistake e) {
      return refused(e.sentence(), response, model);
    }
  }

  private URI leave(Journey journey, HttpServletRequest request, HttpServletResponse response) {
    IdentityClient client = client(journey.name());
    attempts.count(Attempts.What.SIGN_IN, request);
    URI there = client.begin(journey.secret(), redirect(journey.name()));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(journey.cookie(), request, LIFE));
    return there;
  }

  /** Where the other site sends the browser back to. */
  @GetMapping(PATH + "/{name}/done")
  String done(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String state,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    IdentityClient client = client(name);
    attempts.count(Attempts.What.SIGN_IN, request);
    Optional<Journey> journey =
        journey(request).filter(begun -> begun.name().equals(name) && !code.isEmpty());
    // Good for one answer.
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", request, Duration.ZERO));
    if (journey.isEmpty()) {
      return refused(
          "Signing in with %s was given up, or took too long; begin once more."
              .formatted(client.provider().label()),
          response,
          model);
    }
    Journey begun = journey.get();
    try {
      Identity identity = client.finish(begun.secret(), redirect(name), code, state);
      Long linking = begun.person();
      if (linking == null) {
        Person person = person(identity, begun.invitation(), client.provider().joins());
        signedIn.begin(person, request, response);
      } else {
        Person person =
            Visitor.current()
                .map(Visitor::person)
                .filter(there -> there.id() == linking)
                .orElseThrow(() -> new AccountMistake("Sign in first, then link once more."));
        accounts.link(person, identity.issuer(), identity.subject());
      }
      return "redirect:" + begun.next();
    } catch (AccountMistake e) {
      return refused(e.sentence(), response, model);
    } catch (IdentityRefused e) {
      return refused(e.sentence(), response, model);
    }
  }

  private Person person(Identity identity, String invitation, boolean joins) {
    return invitation.isEmpty()
        ? accounts.byIdentity(
            identity.issuer(), identity.subject(), identity.name(), identity.email(), joins)
        : accounts.joinByIdentity(
            invitation, identity.issuer(), identity.subject(), identity.name(), identity.email());
  }

  @ExceptionHandler
  ModelAndView away(IdentityRefused e) {
    return new ModelAndView(
        "message",
        Map.of("title", "Not signed in", "sentence", e.sentence()),
        HttpStatus.BAD_GATEWAY);
  }

  private IdentityClient client(String name) {
    return providers
        .find(name)
        .orElseThrow(() -> new NotThere("Nobody of this name vouches for people here.", ""));
  }

  private URI redirect(String name) {
    return site.get().resolve(PATH + "/" + name + "/done");
  }

  private static String refused(String sentence, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    model.addAttribute("title", "Not signed in");
    model.addAttribute("sentence", sentence);
    return "message";
  }

  private static String cookie(String value, HttpServletRequest request, Duration life) {
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .path(PATH)
        .maxAge(life)
        .build()
        .toString();
  }

  private static Optional<Journey> journey(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst()
            .flatMap(Journey::parse);
  }
}
