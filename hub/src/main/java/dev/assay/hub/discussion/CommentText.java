package dev.assay.hub.discussion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * What somebody wrote, in Markdown with maths, as HTML: markup within it is shown and not followed,
 * headings are lines in bold, images are links, and what is left passes a list of harmless
 * elements.
 */
public final class CommentText {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());

  // Nested deeper, text means to harm: it would overflow a stack.
  private static final int DEEPEST = 20;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .customInlineContentParserFactory(new MathsParser.Factory())
          .customInlineContentParserFactory(new MentionParser.Factory())
          .customBlockParserFactory(new MathsBlockParser.Factory())
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .nodeRendererFactory(OwnNodes::new)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .build();

  // Relative links are judged as if they stood on a page of the web.
  private static final String BASE = "https://site.invalid/";
  private static final Safelist HARMLESS =
      new Safelist()
          .addTags("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li")
          .addTags("a", "span", "table", "thead", "tbody", "tr", "th", "td")
          .addAttributes("a", "href", "title")
          .addAttributes("ol", "start")
          .addAttributes("th", "align")
          .addAttributes("td", "align")
          .addAttributes("p", "class")
          .addAttributes("span", "class")
          .addProtocols("a", "href", "http", "https", "mailto")
          .preserveRelativeLinks(true)
          .addEnforcedAttribute("a", "rel", "nofollow ugc noreferrer");

  private CommentText() {}

  /** The text as HTML. */
  public static String html(String markdown) {
    return Jsoup.clean(
        RENDERER.render(PARSER.parse(markdown)),
        BASE,
        HARMLESS,
        new Document.OutputSettings().prettyPrint(false));
  }

  /** The names that it mentions, in lower case, each once. */
  static Set<String> mentions(String markdown) {
    Set<String> names = new LinkedHashSet<>();
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomNode node) {
                if (node instanceof Mention mention) {
                  names.add(mention.name().toLowerCase(Locale.ROOT));
                }
                visitChildren(node);
              }
            });
    return names;
  }

  /** Renders what is ours, and what means something else here. */
  private static final class OwnNodes implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final HtmlWriter writer;

    OwnNodes(HtmlNodeRendererContext context) {
      this.context = context;
      this.writer = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Maths.class, MathsBlock.class, Mention.class, Heading.class, Image.class);
    }

    @Override
    public void render(Node node) {
      switch (node) {
        case Maths maths -> text("span", Map.of("class", "tex"), maths.source());
        case MathsBlock maths -> text("p", Map.of("class", "tex"), maths.source());
        case Mention mention -> text("span", Map.of("class", "mention"), "@" + mention.name());
        case Heading heading -> children("p", Map.of("class", "heading"), heading);
        case Image image ->
            children(
                "a",
                Map.of("href", context.urlSanitizer().sanitizeLinkUrl(image.getDestination())),
                image);
        default -> throw new IllegalStateException("not ours: " + node);
      }
    }

    private void text(String tag, Map<String, String> attributes, String text) {
      writer.tag(tag, attributes);
      writer.text(text);
      writer.tag("/" + tag);
    }

    private void children(String tag, Map<String, String> attributes, Node parent) {
      writer.tag(tag, attributes);
      for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      writer.tag("/" + tag);
    }
  }
}
