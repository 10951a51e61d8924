package dev.assay.hub.web;

import dev.assay.hub.people.SiteSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who passes: {@link SignedIn} tells who asks and {@link Access} whether they may. Against forms of
 * other sites, {@link Guard} asks where a request comes from, so that pages need no token of their
 * own and can be cached.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecuritySetup {
  @Bean
  SecurityFilterChain security(HttpSecurity http, SignedIn signedIn, SiteSettings settings) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(context -> context.securityContextRepository(signedIn))
        .authorizeHttpRequests(requests -> requests.anyRequest().access(new Access(settings)))
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint((request, response, _) -> signIn(request, response))
                    .accessDeniedHandler(
                        (_, response, _) -> response.sendError(HttpServletResponse.SC_FORBIDDEN)))
        .build();
  }

  /** Sends a reader to the page where one signs in, and back; a program gets its status. */
  private static void signIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpMethod method = HttpMethod.valueOf(request.getMethod());
    if (Routes.find(method, request.getRequestURI()).isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getRequestURI().startsWith("/api/")
        || request.getHeader("Authorization") != null) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      String back = method.equals(HttpMethod.GET) ? target(request) : LocalPath.referrer(request);
      String door = "/sign-in?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
      if (Htmx.asks(request)) {
        // A script would put the page it is led to in the place of a button.
        response.setHeader("HX-Redirect", door);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      } else {
        response.sendRedirect(door);
      }
    }
  }

  private static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
