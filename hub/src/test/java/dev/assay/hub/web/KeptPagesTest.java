package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class KeptPagesTest {
  private final AtomicReference<String> state = new AtomicReference<>("1");
  private final AtomicInteger made = new AtomicInteger();
  private final KeptPages pages = new KeptPages(state::get);

  /** Makes pages that say how many were made before. */
  private final FilterChain site =
      (_, response) -> {
        HttpServletResponse page = (HttpServletResponse) response;
        page.setHeader("ETag", "W/\"%d\"".formatted(made.get()));
        page.addHeader("Vary", "Cookie");
        page.setContentType("text/html;charset=UTF-8");
        page.getWriter().print("page " + made.getAndIncrement());
      };

  private static MockHttpServletRequest request(String path) {
    return new MockHttpServletRequest("GET", path);
  }

  private String ask(MockHttpServletRequest request) throws Exception {
    return ask(request, site).getContentAsString();
  }

  private MockHttpServletResponse ask(MockHttpServletRequest request, FilterChain chain)
      throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    pages.doFilter(request, response, chain);
    return response;
  }

  @Test
  void aPageIsMadeAgainOnlyWhereSomethingHasChanged() throws Exception {
    assertThat(ask(request("/papers/2026-11-20"))).isEqualTo("page 0");
    MockHttpServletResponse again = ask(request("/papers/2026-11-20"), site);
    assertThat(again.getContentAsString()).isEqualTo("page 0");
    assertThat(again.getContentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(again.getHeaders("Vary")).containsExactly("Cookie");
    state.set("2");
    assertThat(ask(request("/papers/2026-11-20"))).isEqualTo("page 1");
  }

  @Test
  void aChangeWhileAPageIsMadeMakesItOld() throws Exception {
    ask(
        request("/"),
        (request, response) -> {
          site.doFilter(request, response);
          state.set("2");
        });
    assertThat(ask(request("/"))).isEqualTo("page 1");
  }

  @Test
  void pagesOfOtherAddressesAndForOtherReadersAreOthers() throws Exception {
    MockHttpServletRequest host = request("/");
    host.setServerName("papers.example.org");
    MockHttpServletRequest markdown = request("/");
    markdown.addHeader("Accept", "text/markdown");
    MockHttpServletRequest query = request("/");
    query.setQueryString("page=2");
    assertThat(ask(request("/"))).isEqualTo("page 0");
    assertThat(ask(host)).isEqualTo("page 1");
    assertThat(ask(markdown)).isEqualTo("page 2");
    assertThat(ask(query)).isEqualTo("page 3");
    assertThat(ask(request("/boards"))).isEqualTo("page 4");
  }

  @ParameterizedTest
  @CsvSource({"Cookie, assay=secret", "Authorization, Bearer assay_secret"})
  void whoMayBeKnownIsNeitherGivenAKeptPageNorIsTheirsKept(String name, String value)
      throws Exception {
    MockHttpServletRequest known = request("/");
    known.addHeader(name, value);
    assertThat(ask(known)).isEqualTo("page 0");
    assertThat(ask(request("/"))).isEqualTo("page 1");
    assertThat(ask(known)).isEqualTo("page 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/runs/1", "/account", "/sign-in", "/sources", "/search/suggest"})
  void otherPagesAreNotKept(String path) throws Exception {
    ask(request(path));
    assertThat(ask(request(path))).isEqualTo("page 1");
  }

  @ParameterizedTest
  @CsvSource({"Set-Cookie, a=b", "Cache-Control, 'private, no-cache'", "Cache-Control, no-store"})
  void whatIsForOneReaderIsNotKept(String name, String value) throws Exception {
    FilterChain own =
        (request, response) -> {
          ((HttpServletResponse) response).setHeader(name, value);
          site.doFilter(request, response);
        };
    ask(request("/"), own);
    assertThat(ask(request("/"), own).getContentAsString()).isEqualTo("page 1");
  }

  @Test
  void whatIsNotThereIsNotKept() throws Exception {
    FilterChain absent =
        (_, response) -> ((HttpServletResponse) response).sendError(made.getAndIncrement() + 404);
    assertThat(ask(request("/papers/none"), absent).getStatus()).isEqualTo(404);
    assertThat(ask(request("/papers/none"), absent).getStatus()).isEqualTo(405);
  }

  @Test
  void whoHasAPageIsToldSo() throws Exception {
    MockHttpServletRequest first = request("/");
    first.addHeader("If-None-Match", "W/\"0\"");
    assertThat(ask(first, site).getStatus()).isEqualTo(304);
    MockHttpServletRequest again = request("/");
    again.addHeader("If-None-Match", "W/\"0\"");
    MockHttpServletResponse same = ask(again, site);
    assertThat(same.getStatus()).isEqualTo(304);
    assertThat(same.getContentAsByteArray()).isEmpty();
    assertThat(ask(request("/"))).isEqualTo("page 0");
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, true",
    "'deflate, gzip;q=0.5, br', true",
    "'gzip, deflate, br, zstd', true",
    "'gzip;q=0, br', false",
    "br, false",
  })
  void aLongPageIsCompressedForThoseWhoTakeIt(String accepted, boolean compressed)
      throws Exception {
    String text = "long ".repeat(1000);
    FilterChain page =
        (_, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          response.getWriter().print(text);
        };
    for (int i = 0; i < 2; i++) {
      MockHttpServletRequest request = request("/");
      request.addHeader("Accept-Encoding", accepted);
      MockHttpServletResponse answer = ask(request, page);
      assertThat(answer.getHeader("Content-Encoding")).isEqualTo(compressed ? "gzip" : null);
      byte[] body = answer.getContentAsByteArray();
      if (compressed) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void manyWhoAskAtOnceCostOnePage() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                text(
                    (request, response) -> {
                      asked.countDown();
                      awaited(go);
                      site.doFilter(request, response);
                    }));
    asked.await();
    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> text(site));
    go.countDown();

    assertThat(first.get()).isEqualTo("page 0");
    assertThat(second.get()).isEqualTo("page 0");
  }

  @Test
  void aPageThatFailsIsMadeAgain() throws Exception {
    try {
      ask(
          request("/"),
          (_, _) -> {
            throw new IllegalStateException("failed");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("failed");
    }
    assertThat(ask(request("/"))).isEqualTo("page 0");
  }

  private String text(FilterChain chain) {
    try {
      return ask(request("/"), chain).getContentAsString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
