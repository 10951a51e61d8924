package dev.assay.hub.web;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes papers as BibTeX entries. */
final class BibTex {
  private BibTex() {}

  static String of(Paper paper) {
    return of(paper, key(paper));
  }

  /** Papers as a file to be kept, each under a key of its own. */
  static ResponseEntity<String> file(String name, List<Paper> papers) {
    Set<String> used = new HashSet<>();
    StringBuilder entries = new StringBuilder();
    for (Paper paper : papers) {
      String key = key(paper);
      for (int number = 2; !used.add(key); number++) {
        key = key(paper) + "-" + number;
      }
      entries.append(of(paper, key)).append('\n');
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-bibtex;charset=UTF-8"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".bib\"")
        .body(entries.toString());
  }

  private static String of(Paper paper, String key) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", "{" + text(paper.title()) + "}");
    if (!paper.authors().isEmpty()) {
      fields.put(
          "author",
          paper.authors().stream().map(BibTex::name).collect(Collectors.joining(" and ")));
    }
    PublicationDate date = paper.date();
    if (date != null) {
      fields.put("year", Integer.toString(date.first().getYear()));
    }
    if (!paper.id().isLocal()) {
      fields.put("eprint", paper.id().value());
      fields.put("archiveprefix", "arXiv");
      String category = paper.primaryCategory();
      if (category != null) {
        fields.put("primaryclass", category);
      }
    }
    String doi = paper.doi();
    if (doi != null) {
      fields.put("doi", text(doi));
    }
    String journal = paper.journalReference();
    if (journal != null) {
      fields.put("note", text(journal));
    }
    if (!paper.id().isLocal()) {
      fields.put("url", Arxiv.abs(paper.id()));
    }
    return fields.entrySet().stream()
        .map(field -> "  %s = {%s}".formatted(field.getKey(), field.getValue()))
        .collect(Collectors.joining(",\n", "@misc{" + key + ",\n", "\n}\n"));
  }

  /** Such as {@code xiong2023how}. */
  private static String key(Paper paper) {
    PublicationDate date = paper.date();
    if (paper.authors().isEmpty() || date == null) {
      return paper.id().value().replace('/', '-');
    }
    String author = paper.authors().getFirst().strip();
    String surname = letters(author.substring(author.lastIndexOf(' ') + 1));
    String word =
        letters(paper.title().strip().split("[\\s\\-–:]+", 2)[0].replaceAll("[^\\p{L}]", ""));
    String key = surname + date.first().getYear() + word;
    return surname.isEmpty() ? paper.id().value().replace('/', '-') : key;
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }

  /** A name; one that holds the word that separates names stays one. */
  private static String name(String name) {
    String text = text(name);
    return text.matches("(?i).*\\band\\b.*") ? "{" + text + "}" : text;
  }

  /** Text whose braces are in balance and whose special characters are escaped, but in maths. */
  private static String text(String text) {
    StringBuilder safe = new StringBuilder();
    String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    boolean balanced = isBalanced(plain);
    boolean maths = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean escaped = i > 0 && plain.charAt(i - 1) == '\\';
      if (c == '$' && !escaped) {
        maths = !maths;
      }
      if (!balanced && (c == '{' || c == '}')) {
        continue;
      }
      if (!maths && !escaped && "&%#_".indexOf(c) >= 0) {
        safe.append('\\');
      }
      safe.append(c);
    }
    // A backslash at the end would escape the brace that ends the field.
    return safe.toString().replaceAll("\\\\+$", "");
  }

  private static boolean isBalanced(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }
}
