package dev.assay.hub.api;

import dev.assay.hub.listing.BadListing;
import dev.assay.hub.search.BadQueryException;
import dev.assay.hub.search.SearchUnavailable;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Mistakes as Hugging Face tells them: one sentence under {@code error}, and in a header. */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiErrors {
  @ExceptionHandler
  ResponseEntity<Map<String, String>> badParameter(BadParameter e) {
    return error(e.status(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> badListing(BadListing e) {
    return error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> badQuery(BadQueryException e) {
    return error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> searchAway(SearchUnavailable e) {
    return error(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<Map<String, String>> error(HttpStatus status, String sentence) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        // A header holds no other characters.
        .header("X-Error-Message", sentence.replaceAll("[^ -~]", "?"))
        .body(Map.of("error", sentence));
  }
}
