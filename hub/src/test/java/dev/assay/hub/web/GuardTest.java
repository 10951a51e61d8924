package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.HubSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A site that listens on loopback: alone, and behind a proxy under a name of its own. */
class GuardTest {
  private static final URI NAMED = URI.create("https://papers.example.org");

  private static boolean passes(
      @Nullable URI url, String method, String host, @Nullable String origin) throws Exception {
    HubSettings settings =
        HubSettings.local(Path.of("."), 0, _ -> null, List.of(), Clock.systemUTC()).with(null, url);
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
    request.setServerName(host.replaceFirst(":.*", ""));
    request.addHeader("Host", host);
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();
    new Guard(settings).doFilter(request, response, chain);
    assertThat(response.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    return chain.getRequest() != null;
  }

  @Test
  void itAnswersUnderItsOwnNamesOnly() throws Exception {
    assertThat(passes(null, "GET", "localhost:8080", null)).isTrue();
    assertThat(passes(null, "GET", "papers.example.org", null)).isFalse();
    assertThat(passes(NAMED, "GET", "papers.example.org", null)).isTrue();
    assertThat(passes(NAMED, "GET", "rebound.example.net", null)).isFalse();
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() throws Exception {
    assertThat(passes(null, "POST", "127.0.0.1:8080", "http://127.0.0.1:8080")).isTrue();
    assertThat(passes(null, "POST", "127.0.0.1:8080", "https://evil.example")).isFalse();
    assertThat(passes(null, "POST", "127.0.0.1:8080", "null")).isFalse();
    // A proxy may ask under the name of the machine behind it.
    assertThat(passes(NAMED, "POST", "127.0.0.1:8080", "https://papers.example.org")).isTrue();
    assertThat(passes(NAMED, "POST", "127.0.0.1:8080", "https://evil.example")).isFalse();
  }
}
