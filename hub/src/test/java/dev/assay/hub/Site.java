package dev.assay.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the tests' site for pages. */
public final class Site {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Site() {}

  /** The answer to a GET request with some headers: name, value, name, value. */
  public static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** A page's text. */
  public static String text(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  private static URI address(String path) {
    return TestLibrary.hub().address().resolve(path);
  }
}
