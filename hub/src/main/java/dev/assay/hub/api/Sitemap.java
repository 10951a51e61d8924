package dev.assay.hub.api;

import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.shelf.PaperCollections;
import dev.assay.hub.web.SiteRoot;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Tells search engines what pages there are. */
@RestController
final class Sitemap {
  /** The protocol allows 50,000. */
  private static final int PAGE = 20_000;

  private static final String XML = "application/xml;charset=UTF-8";
  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private final PaperRepository papers;
  private final Boards boards;
  private final PaperCollections collections;
  private final SiteRoot site;

  Sitemap(PaperRepository papers, Boards boards, PaperCollections collections, SiteRoot site) {
    this.collections = collections;
    this.site = site;
    this.papers = papers;
    this.boards = boards;
  }

  @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
  String robots() {
    return """
        User-agent: *
        Disallow: /runs/
        Disallow: /search
        Sitemap: %s/sitemap.xml
        """
        .formatted(site());
  }

  /** The maps that there are. */
  @GetMapping(path = "/sitemap.xml", produces = XML)
  String index() {
    List<String> maps = new ArrayList<>(List.of(site() + "/sitemaps/0.xml"));
    for (int page = 1; page <= pages(); page++) {
      maps.add(site() + "/sitemaps/" + page + ".xml");
    }
    return document("sitemapindex", "sitemap", maps);
  }

  /** The lists, boards and collections under 0, the papers under the numbers that follow. */
  @GetMapping(path = "/sitemaps/{page:[0-9]{1,6}}.xml", produces = XML)
  String map(@PathVariable int page) {
    List<String> addresses = new ArrayList<>();
    if (page == 0) {
      addresses.add(site() + "/");
      addresses.add(site() + "/boards");
      boards.all().forEach(board -> addresses.add(site() + "/boards/" + board.path()));
      addresses.add(site() + "/collections");
      collections.shown(PAGE, 0).forEach(each -> addresses.add(site() + each.path()));
    } else {
      List<ArxivId> ids = papers.ids(PAGE, (page - 1L) * PAGE);
      if (ids.isEmpty()) {
        throw BadParameter.absent("There are %d maps of papers.".formatted(pages()));
      }
      ids.forEach(id -> addresses.add(site() + "/papers/" + id));
    }
    return document("urlset", "url", addresses);
  }

  private int pages() {
    return (papers.count() + PAGE - 1) / PAGE;
  }

  private static String document(String root, String element, List<String> addresses) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<%s xmlns=\"%s\">\n".formatted(root, NAMESPACE));
    for (String address : addresses) {
      xml.append(
          "<%s><loc>%s</loc></%s>\n".formatted(element, HtmlUtils.htmlEscape(address), element));
    }
    return xml.append("</").append(root).append(">\n").toString();
  }

  private String site() {
    return site.get();
  }
}
