package dev.assay.hub.digest;

import dev.assay.hub.catalogue.Paper;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Puts a digest into words, as HTML and as plain text. */
public final class DigestWriter {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final int SUBJECT = 110;
  private static final int SNIPPET = 260;
  private static final int WIDTH = 76;

  private final UnaryOperator<String> address;
  private final TemplateEngine templates;

  /**
   * Why a letter comes, and where that ends.
   *
   * @param because a sentence
   * @param path of the page that changes and ends it
   */
  record Foot(String because, String path) {}

  /** A part of a letter. */
  public record Section(String title, List<Item> items) {}

  /**
   * A paper as a letter shows it.
   *
   * @param facts authors, claims, votes
   * @param reason why it is here, null where it trends
   */
  public record Item(
      String title, String address, String facts, String snippet, @Nullable String reason) {}

  /**
   * A writer for a site.
   *
   * @param address makes a path of the site an address
   */
  public DigestWriter(UnaryOperator<String> address) {
    this.address = address;
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(DigestWriter.class.getClassLoader());
    resolver.setPrefix("dev/assay/hub/letters/");
    resolver.setSuffix(".html");
    resolver.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    this.templates = engine;
  }

  String subject(Digest digest) {
    return shortened(
        "Papers, %s: %s".formatted(SHORT_DAY.format(digest.day()), line(digest.headline())),
        SUBJECT);
  }

  String html(Digest digest, Foot foot) {
    return templates.process(
        "digest",
        new Context(
            Locale.ENGLISH,
            Map.of(
                "subject", subject(digest),
                "day", DAY.format(digest.day()),
                "news",
                    digest.news().stream()
                        .map(news -> new Digest.News(news.sentence(), address.apply(news.path())))
                        .toList(),
                "sections", sections(digest),
                "because", foot.because(),
                "end", address.apply(foot.path()),
                "site", address.apply("/"))));
  }

  String text(Digest digest, Foot foot) {
    List<String> lines = new ArrayList<>();
    lines.add(DAY.format(digest.day()));
    if (!digest.news().isEmpty()) {
      heading("What you follow", lines);
      for (Digest.News news : digest.news()) {
        lines.addAll(wrapped(news.sentence(), "- ", "  "));
        lines.add("  " + address.apply(news.path()));
      }
    }
    for (Section section : sections(digest)) {
      heading(section.title(), lines);
      for (Item item : section.items()) {
        lines.addAll(wrapped(item.title(), "* ", "  "));
        lines.addAll(wrapped(item.facts(), "  ", "  "));
        if (item.reason() != null) {
          lines.addAll(wrapped(item.reason(), "  ", "  "));
        }
        lines.add("  " + item.address());
        lines.add("");
      }
    }
    // What mail programs take for a signature.
    lines.add("-- ");
    lines.addAll(wrapped(foot.because(), "", ""));
    lines.add("Change or end it: " + address.apply(foot.path()));
    return String.join("\n", lines) + "\n";
  }

  private static void heading(String title, List<String> lines) {
    lines.add("");
    lines.add(title);
    lines.add("=".repeat(title.length()));
    lines.add("");
  }

  private List<Section> sections(Digest digest) {
    return Stream.of(
            new Section("From what you follow", items(digest.followed())),
            new Section("Trending papers", items(digest.trending())))
        .filter(section -> !section.items().isEmpty())
        .toList();
  }

  private List<Item> items(List<Digest.Entry> entries) {
    return entries.stream().map(this::item).toList();
  }

  private Item item(Digest.Entry entry) {
    Paper paper = entry.paper();
    List<String> facts = new ArrayList<>();
    facts.add(paper.byline());
    if (entry.standing().size() > 0) {
      facts.add(entry.standing().summary());
    }
    if (entry.votes() > 0) {
      facts.add(entry.votes() + (entry.votes() == 1 ? " vote" : " votes"));
    }
    return new Item(
        line(paper.title()),
        address.apply("/papers/" + paper.id().value()),
        String.join(" · ", facts),
        shortened(line(paper.abstractText()), SNIPPET),
        entry.reason());
  }

  private static String line(String text) {
    return BLANK.matcher(text).replaceAll(" ").strip();
  }

  /** The text's beginning, cut between words. */
  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int space = text.lastIndexOf(' ', most - 1);
    return text.substring(0, space > most / 2 ? space : most - 1) + "…";
  }

  /** Broken between words into lines that programs show whole. */
  private static List<String> wrapped(String text, String first, String others) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean begun = false;
    for (String word : line(text).split(" ", -1)) {
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(others);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString());
    return lines;
  }
}
