package dev.assay.hub.web;

import dev.assay.hub.discussion.Drafts;
import dev.assay.hub.people.SiteSettings;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
  Door door(Drafts drafts, Attempts attempts) {
    return new Door(drafts, attempts);
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http, SignedIn signedIn, Door door, SiteSettings settings) {
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
                    .authenticationEntryPoint(door)
                    .accessDeniedHandler(
                        (_, response, _) -> response.sendError(HttpServletResponse.SC_FORBIDDEN)))
        .build();
  }
}
