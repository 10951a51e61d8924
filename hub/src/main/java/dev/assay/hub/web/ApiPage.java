package dev.assay.hub.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells people what programs can read here. */
@Controller
final class ApiPage {
  @GetMapping("/api")
  String api() {
    return "api";
  }
}
