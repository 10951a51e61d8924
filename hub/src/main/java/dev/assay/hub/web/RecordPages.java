package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.lab.RecordFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A record, for people and as it is stored. */
@Controller
final class RecordPages {
  private final Library library;
  private final Claims claims;
  private final Records records;

  RecordPages(Library library, Claims claims, Records records) {
    this.library = library;
    this.claims = claims;
    this.records = records;
  }

  @GetMapping({"/papers/{id}/records/{name}", "/papers/{archive}/{id}/records/{name}"})
  String page(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @PathVariable String name,
      Model model) {
    Paper paper = paper(archive, id);
    Path file = file(paper, name);
    model.addAttribute("paper", paper);
    model.addAttribute(
        "view",
        RecordView.of(
            name, RecordFolder.read(file), claim -> claims.claim(paper.id().value(), claim)));
    return "record";
  }

  @GetMapping({"/papers/{id}/records/{name}.json", "/papers/{archive}/{id}/records/{name}.json"})
  ResponseEntity<Resource> json(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @PathVariable String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(new FileSystemResource(file(paper(archive, id), name)));
  }

  private Paper paper(@Nullable String archive, String id) {
    return library
        .find(archive == null ? id : archive + "/" + id)
        .orElseThrow(() -> new NotThere("There is no paper " + Words.shortened(id) + " here.", id));
  }

  private Path file(Paper paper, String name) {
    return records
        .file(paper.id().value(), name)
        .orElseThrow(
            () ->
                new NotThere(
                    "There is no record " + Words.shortened(name) + " of this paper here.",
                    paper.id().value()));
  }
}
