package dev.assay.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** A page that was made, to be given again. */
final class KeptPage {
  private static final Pattern GZIP =
      Pattern.compile(
          "(^|.*,)\\s*gzip\\s*(;\\s*q=(1|0\\.0*[1-9]).*|,.*|$)", Pattern.CASE_INSENSITIVE);

  /** A shorter one is not worth it. */
  private static final int LEAST_TO_COMPRESS = 2048;

  private final String state;
  private final String type;
  private final Map<String, List<String>> headers;
  private final @Nullable String tag;
  private final byte[] body;
  private volatile byte @Nullable [] compressed;

  /**
   * A page.
   *
   * @param state of all that pages are made of, before it was made
   * @param headers other than that of its type
   */
  KeptPage(
      String state,
      String type,
      Map<String, List<String>> headers,
      @Nullable String tag,
      byte[] body) {
    this.state = state;
    this.type = type;
    this.headers = headers;
    this.tag = tag;
    this.body = body;
  }

  String state() {
    return state;
  }

  /** What it takes of the memory, in bytes, with a compressed copy that may come later. */
  int size() {
    return 1000 + body.length + body.length / 3;
  }

  /** Gives all of it; to one who has it already, that this is so. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    response.setContentType(type);
    body(request, response);
  }

  /** Like {@link #answer}, where the headers are there. */
  void body(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (tag != null && new ServletWebRequest(request, response).checkNotModified(tag)) {
      return;
    }
    byte[] bytes = body;
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (body.length >= LEAST_TO_COMPRESS && accepted != null && GZIP.matcher(accepted).matches()) {
      bytes = compressed();
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Made once: the server would do it for each reader. */
  private byte[] compressed() throws IOException {
    byte[] known = compressed;
    if (known == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(body);
      }
      known = out.toByteArray();
      compressed = known;
    }
    return known;
  }
}
