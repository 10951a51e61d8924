package dev.assay.hub.identity;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * GitHub's OAuth 2 and the part of its API that says who somebody is: it has no OpenID Connect for
 * that.
 *
 * @param site https://github.com, or a company's own GitHub Enterprise Server
 */
record GitHub(URI site) {
  static final URI PUBLIC = URI.create("https://github.com");

  private String api() {
    return site.equals(PUBLIC) ? "https://api.github.com" : site + "/api/v3";
  }

  ClientRegistration.Builder registration(String name) {
    return CommonOAuth2Provider.GITHUB
        .getBuilder(name)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationUri(site + "/login/oauth/authorize")
        .tokenUri(site + "/login/oauth/access_token")
        .userInfoUri(api() + "/user")
        .scope("read:user", "user:email");
  }

  /**
   * The address of whom a token is for: the primary one, where it was verified; null where there is
   * none, or they did not let us see it.
   */
  @Nullable String email(RestClient http, String token) {
    List<Map<String, Object>> emails;
    try {
      emails =
          http.get()
              .uri(api() + "/user/emails")
              .headers(headers -> headers.setBearerAuth(token))
              .retrieve()
              .body(new ParameterizedTypeReference<>() {});
    } catch (HttpClientErrorException e) {
      if (e.getStatusCode() == HttpStatus.FORBIDDEN || e.getStatusCode() == HttpStatus.NOT_FOUND) {
        return null;
      }
      throw e;
    }
    return emails == null
        ? null
        : emails.stream()
            .filter(email -> Boolean.TRUE.equals(email.get("primary")))
            .filter(email -> Boolean.TRUE.equals(email.get("verified")))
            .map(email -> String.valueOf(email.get("email")))
            .findFirst()
            .orElse(null);
  }
}
