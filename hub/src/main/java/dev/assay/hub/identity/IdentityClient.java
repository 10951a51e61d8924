package dev.assay.hub.identity;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Asks one provider who somebody is, by the authorization code flow with PKCE.
 *
 * <p>State, nonce and code verifier are made from one secret, which the browser keeps in a cookie
 * meanwhile: nothing has to be kept here, and an answer is only good in the browser that asked.
 * What the library checks: the state, the token's signature, issuer, audience, times and nonce.
 */
public final class IdentityClient {
  private static final Logger log = LoggerFactory.getLogger(IdentityClient.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final IdentityProvider provider;
  private final RestClient http;
  private final OidcAuthorizationCodeAuthenticationProvider openId;
  private final OAuth2LoginAuthenticationProvider oauth2;
  private volatile @Nullable ClientRegistration found;

  public IdentityClient(IdentityProvider provider) {
    this.provider = provider;
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    requests.setReadTimeout(PATIENCE);
    this.http = RestClient.builder().requestFactory(requests).build();
    // The library's own clients, which would wait for ever.
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        http.mutate()
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    RestTemplate asking = new RestTemplate(requests);
    asking.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService users = new DefaultOAuth2UserService();
    users.setRestOperations(asking);
    OidcUserService openIdUsers = new OidcUserService();
    openIdUsers.setOauth2UserService(users);
    this.openId = new OidcAuthorizationCodeAuthenticationProvider(tokens, openIdUsers);
    this.oauth2 = new OAuth2LoginAuthenticationProvider(tokens, users);
  }

  public IdentityProvider provider() {
    return provider;
  }

  /**
   * Where a browser is sent to.
   *
   * @param redirect the address that it comes back to
   * @throws IdentityRefused where the provider cannot be reached
   */
  public URI begin(String secret, URI redirect) {
    return URI.create(request(secret, redirect).getAuthorizationRequestUri());
  }

  /**
   * Who came back.
   *
   * @param secret the one that the browser was sent with
   * @throws IdentityRefused where the provider did not say, or what it says does not hold
   */
  public Identity finish(String secret, URI redirect, String code, String state) {
    OAuth2AuthorizationRequest request = request(secret, redirect);
    OAuth2LoginAuthenticationToken asked =
        new OAuth2LoginAuthenticationToken(
            registration(),
            new OAuth2AuthorizationExchange(
                request,
                OAuth2AuthorizationResponse.success(code)
                    .redirectUri(redirect.toString())
                    .state(state)
                    .build()));
    try {
      GitHub gitHub = provider.gitHub();
      if (gitHub != null) {
        return gitHub(
            gitHub, (OAuth2LoginAuthenticationToken) requireNonNull(oauth2.authenticate(asked)));
      }
      OidcUser user =
          (OidcUser) requireNonNull(requireNonNull(openId.authenticate(asked)).getPrincipal());
      return new Identity(
          provider.issuer().toString(),
          requireNonNull(user.getSubject()),
          name(user.getPreferredUsername(), user.getFullName(), user.getEmail()),
          Boolean.TRUE.equals(user.getEmailVerified()) ? user.getEmail() : null);
    } catch (AuthenticationException | RestClientException e) {
      // Its message may repeat what was sent.
      log.warn("{} did not vouch: {}", provider.name(), e.getClass().getSimpleName());
      throw new IdentityRefused(
          provider.label() + " did not say who you are; sign in once more.", e);
    }
  }

  private static String name(@Nullable String... names) {
    for (String name : names) {
      if (name != null && !name.isBlank()) {
        return name.replaceFirst("@.*", "");
      }
    }
    return "";
  }

  private Identity gitHub(GitHub gitHub, OAuth2LoginAuthenticationToken answer) {
    OAuth2User user = requireNonNull(answer.getPrincipal());
    String token = requireNonNull(answer.getAccessToken()).getTokenValue();
    return new Identity(
        provider.issuer().toString(),
        String.valueOf(user.<Object>getAttribute("id")),
        String.valueOf(user.<Object>getAttribute("login")),
        gitHub.email(http, token));
  }

  private OAuth2AuthorizationRequest request(String secret, URI redirect) {
    ClientRegistration registration = registration();
    String verifier = derived("verifier", secret);
    String nonce = derived("nonce", secret);
    OAuth2AuthorizationRequest.Builder request =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri(
                requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
            .clientId(registration.getClientId())
            .redirectUri(redirect.toString())
            .scopes(registration.getScopes())
            .state(derived("state", secret))
            .attributes(
                attributes -> {
                  attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
                  attributes.put(OidcParameterNames.NONCE, nonce);
                })
            .additionalParameters(
                parameters -> {
                  parameters.put(PkceParameterNames.CODE_CHALLENGE, hash(verifier));
                  parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                  if (provider.gitHub() == null) {
                    // As the library holds it against the token's.
                    parameters.put(OidcParameterNames.NONCE, hash(nonce));
                  }
                });
    return request.build();
  }

  /**
   * Asked for when somebody first signs in: a provider that is away must not keep the site shut.
   */
  private ClientRegistration registration() {
    ClientRegistration known = found;
    if (known == null) {
      known = discover();
      found = known;
    }
    return known;
  }

  private ClientRegistration discover() {
    try {
      GitHub gitHub = provider.gitHub();
      ClientRegistration.Builder registration =
          gitHub != null
              ? gitHub.registration(provider.name())
              : ClientRegistrations.fromIssuerLocation(provider.issuer().toString())
                  .registrationId(provider.name())
                  .scope("openid", "profile", "email");
      return registration
          .clientId(provider.clientId())
          .clientSecret(provider.clientSecret())
          .build();
    } catch (IllegalArgumentException | IllegalStateException | RestClientException e) {
      log.warn("{} cannot be reached: {}", provider, e.getMessage());
      throw new IdentityRefused(
          provider.label() + " cannot be reached just now; try again in a moment.", e);
    }
  }

  private static String derived(String purpose, String secret) {
    return hash(purpose + " " + secret);
  }

  /** SHA-256 in base64url, as PKCE has it. */
  private static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
