package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.lab.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Documents in the forms that arXiv and Hugging Face document, holding papers of ours. */
public final class Documents {
  private Documents() {}

  static byte[] atom(List<SamplePaper> papers) {
    return atom(
            papers.stream().map(paper -> entry(paper, 1, "")).collect(Collectors.joining()),
            papers.size())
        .getBytes(UTF_8);
  }

  public static String atom(String entries, int total) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
          <link href="http://arxiv.org/api/query?search_query%%3D" rel="self" type="application/atom+xml"/>
          <title type="html">ArXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=10</title>
          <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
          <updated>2026-11-20T00:00:00-05:00</updated>
          <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">%d</opensearch:totalResults>
          <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">0</opensearch:startIndex>
          %s
        </feed>
        """
        .formatted(total, entries);
  }

  public static String entry(SamplePaper paper, int version, String more) {
    return """
        <entry>
          <id>http://arxiv.org/abs/%sv%d</id>
          <updated>2023-10-%02dT17:59:00Z</updated>
          <published>2023-10-02T17:59:00Z</published>
          <title>%s</title>
          <summary>  %s
        </summary>
          %s
          <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="%s" scheme="http://arxiv.org/schemas/atom"/>
          <category term="%s" scheme="http://arxiv.org/schemas/atom"/>
          <category term="68T05; 90C26" scheme="http://arxiv.org/schemas/atom"/>
          %s
        </entry>
        """
        .formatted(
            escaped(paper.id()),
            version,
            version + 1,
            escaped(paper.title()),
            escaped(paper.abstractText()),
            paper.authors().stream()
                .map(name -> "<author><name>" + escaped(name) + "</name></author>")
                .collect(Collectors.joining()),
            paper.category(),
            paper.category(),
            more);
  }

  static byte[] oai(List<SamplePaper> papers) {
    return oai(papers.stream().map(Documents::record).collect(Collectors.joining()), "")
        .getBytes(UTF_8);
  }

  static String oai(String records, String token) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <responseDate>2026-11-20T05:00:00Z</responseDate>
          <request verb="ListRecords">https://oaipmh.arxiv.org/oai</request>
          <ListRecords>%s%s</ListRecords>
        </OAI-PMH>
        """
        .formatted(
            records,
            token.isEmpty()
                ? "<resumptionToken/>"
                : "<resumptionToken expirationDate=\"2026-11-21T00:00:00Z\">"
                    + escaped(token)
                    + "</resumptionToken>");
  }

  static String record(SamplePaper paper) {
    return record(
        paper,
        "<version version=\"v1\"><date>Mon, 02 Oct 2023 17:59:00 GMT</date><size>12kb</size>"
            + "<source_type>D</source_type></version>");
  }

  static String record(SamplePaper paper, String more) {
    return """
        <record>
          <header>
            <identifier>oai:arXiv.org:%s</identifier>
            <datestamp>2026-11-19</datestamp>
            <setSpec>cs:cs:LG</setSpec>
          </header>
          <metadata>
            <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
              <id>%s</id><submitter>Somebody</submitter>%s
              <title>%s</title>
              <authors>%s</authors>
              <categories>%s</categories>
              <license>http://creativecommons.org/licenses/by/4.0/</license>
              <abstract>  %s
        </abstract>
            </arXivRaw>
          </metadata>
        </record>
        """
        .formatted(
            escaped(paper.id()),
            escaped(paper.id()),
            more,
            escaped(paper.title()),
            escaped(String.join(", ", paper.authors())),
            paper.category(),
            escaped(paper.abstractText()));
  }

  static String oaiError(String code, String text) {
    return """
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
          <responseDate>2026-11-20T05:00:00Z</responseDate>
          <request>https://oaipmh.arxiv.org/oai</request>
          <error code="%s">%s</error>
        </OAI-PMH>
        """
        .formatted(code, text);
  }

  static byte[] dailyPapers(List<SamplePaper> papers) {
    return Json.write(papers.stream().map(Documents::item).toList()).getBytes(UTF_8);
  }

  static Map<String, Object> item(SamplePaper paper) {
    Map<String, Object> person =
        Map.of("fullname", "Sub Mitter", "user", "submit", "isPro", false, "type", "user");
    return Map.of(
        "paper",
        Map.ofEntries(
            Map.entry("id", paper.id()),
            Map.entry(
                "authors",
                paper.authors().stream()
                    .map(name -> Map.of("_id", "64", "name", name, "hidden", false))
                    .toList()),
            Map.entry("categories", List.of(paper.category())),
            Map.entry("publishedAt", "2023-10-02T00:00:00.000Z"),
            Map.entry("submittedOnDailyAt", "2026-11-20T00:00:00.000Z"),
            Map.entry("submittedOnDailyBy", person),
            Map.entry("title", paper.title()),
            Map.entry("summary", paper.abstractText()),
            Map.entry("upvotes", 41),
            Map.entry("githubRepo", "https://github.com/a/b"),
            Map.entry("projectPage", "https://example.org/project"),
            Map.entry("ai_keywords", List.of("a", "b"))),
        "publishedAt",
        "2023-10-02T00:00:00.000Z",
        "title",
        paper.title(),
        "numComments",
        3,
        "submittedBy",
        person);
  }

  static byte[] jsonLines(List<SamplePaper> papers) {
    return papers.stream()
        .map(
            paper ->
                Json.write(
                    Map.of(
                        "id",
                        paper.id(),
                        "title",
                        paper.title(),
                        "summary",
                        paper.abstractText(),
                        "authors",
                        paper.authors(),
                        "categories",
                        List.of(paper.category()),
                        "published",
                        "2023-10-02")))
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
