package dev.assay.data;

import dev.assay.data.format.MalformedDataException;
import dev.assay.data.format.Table;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests to a language model in the order of their arrival.
 *
 * @param requests the requests, the first at second 0
 */
public record RequestTrace(List<Request> requests) {
  /** Seven digits of a second, as .NET prints them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSS");

  public RequestTrace {
    requests = List.copyOf(requests);
  }

  /**
   * A request.
   *
   * @param seconds its arrival after the first request
   * @param contextTokens the length of the prompt
   * @param generatedTokens the length of the answer
   */
  public record Request(double seconds, int contextTokens, int generatedTokens) {}

  /**
   * Reads the columns TIMESTAMP, ContextTokens and GeneratedTokens.
   *
   * @throws MalformedDataException where one is missing or a time goes back
   */
  static RequestTrace of(Table table) {
    Table.Column times = table.column("TIMESTAMP");
    int[] places = times.codes();
    int[] context = table.column("ContextTokens").codes();
    int[] generated = table.column("GeneratedTokens").codes();
    List<Request> requests = new ArrayList<>();
    try {
      LocalDateTime first = null;
      for (int i = 0; i < places.length; i++) {
        LocalDateTime time = LocalDateTime.parse(times.levels().get(places[i]), TIME);
        first = first == null ? time : first;
        double seconds = Duration.between(first, time).toNanos() / 1e9;
        if (i > 0 && seconds < requests.getLast().seconds()) {
          throw new MalformedDataException("Row " + i + " arrives before the one above it.");
        }
        requests.add(new Request(seconds, context[i], generated[i]));
      }
    } catch (DateTimeParseException e) {
      throw new MalformedDataException("'" + e.getParsedString() + "' is no time of arrival.", e);
    }
    return new RequestTrace(requests);
  }

  @Override
  public String toString() {
    return "a trace of " + requests.size() + " requests";
  }
}
