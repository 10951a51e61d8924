package dev.assay.hub.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** What programs read, and how all pages are read again: only where they have changed. */
@Configuration(proxyBeanMethods = false)
@Import({
  PapersApi.class,
  EvidenceApi.class,
  EvaluationTables.class,
  Feeds.class,
  Sitemap.class,
  ApiErrors.class
})
@OpenAPIDefinition(
    info =
        @Info(
            title = "Assay",
            version = "1",
            description =
                "Papers in the shapes of Hugging Face's API, and claims, records and boards."
                    + " All of it is read without an account, from any site."))
public class ReadingApi {
  private static final Pattern OPEN =
      Pattern.compile("/api/.*|/boards/evaluation-tables\\.json|.*\\.(atom|rss|md)|/sitemap.*");

  /** Other sites may read what is made for programs. */
  @Bean
  FilterRegistrationBean<CorsFilter> readingFromOtherSites() {
    CorsConfiguration reading = new CorsConfiguration();
    reading.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    reading.setAllowedMethods(List.of("GET", "HEAD"));
    reading.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    reading.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LINK, "X-Error-Message"));
    FilterRegistrationBean<CorsFilter> filter =
        new FilterRegistrationBean<>(
            new CorsFilter(
                request -> OPEN.matcher(request.getRequestURI()).matches() ? reading : null));
    // Before the gate, which knows no preflight.
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** Marks each page by what it holds, so that one who has it already is told so. */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> readingAgain() {
    ShallowEtagHeaderFilter filter = new PageTags();
    // A strong tag would keep the page from being compressed.
    filter.setWriteWeakETag(true);
    return new FilterRegistrationBean<>(filter);
  }

  private static final class PageTags extends ShallowEtagHeaderFilter {
    private static final Pattern WITHOUT = Pattern.compile("/runs/.*|/vendor/.*");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !request.getMethod().equals("GET")
          || WITHOUT.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      if (response.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
        // Somebody's own pages have a stricter one already.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
      }
      response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
      super.doFilterInternal(request, response, chain);
    }
  }
}
