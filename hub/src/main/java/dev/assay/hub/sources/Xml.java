package dev.assay.hub.sources;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stranger's XML element by element. It may have no document type: so there are no entities
 * but XML's own, none that grow and none that look outside.
 */
final class Xml {
  /** Longer text in one element is cut: {@link PaperDraft} refuses it anyway. */
  private static final int MAX_TEXT = 1_000_000;

  private static final int MAX_DEPTH = 100;
  private static final Pattern ENCODING =
      Pattern.compile(
          "\\A(?:\\uFEFF|\\u00EF\\u00BB\\u00BF)?<\\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private final XMLStreamReader reader;
  private int depth;

  private Xml(XMLStreamReader reader) {
    this.reader = reader;
  }

  static Xml of(String text) throws Malformed {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    try {
      return new Xml(factory.createXMLStreamReader(new StringReader(text)));
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /** The character set that the document's first line names, empty where it names none. */
  static String encoding(byte[] document) {
    String start =
        new String(document, 0, Math.min(document.length, 300), StandardCharsets.ISO_8859_1);
    Matcher matcher = ENCODING.matcher(start);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Moves to the document's element. */
  void root() throws Malformed {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // Past comments and the like.
    }
  }

  /**
   * Moves to the next element directly within the one that was at {@code level}, past all that has
   * not been read of the one before.
   *
   * @return false where there is no more
   */
  boolean child(int level) throws Malformed {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT && depth == level + 1) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT && depth == level - 1) {
        return false;
      }
    }
  }

  /** How deep the element is in which the reader stands; that of the document is at 1. */
  int level() {
    return depth;
  }

  String name() {
    return reader.getLocalName();
  }

  String namespace() {
    return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
  }

  @Nullable String attribute(String name) {
    return reader.getAttributeValue(null, name);
  }

  /** Reads all text in the element, that of elements within included, to its end. */
  String text() throws Malformed {
    int outer = depth - 1;
    StringBuilder text = new StringBuilder();
    while (depth > outer) {
      int event = next();
      boolean isText =
          event == XMLStreamConstants.CHARACTERS
              || event == XMLStreamConstants.CDATA
              || event == XMLStreamConstants.SPACE;
      if (isText && text.length() < MAX_TEXT) {
        text.append(reader.getText());
      }
    }
    return text.toString();
  }

  private int next() throws Malformed {
    try {
      if (!reader.hasNext()) {
        throw new Malformed("it ends too early");
      }
      int event = reader.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD -> throw new Malformed("it declares a document type");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Malformed("it uses the entity " + PlainText.shortened(reader.getLocalName()));
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw new Malformed("its elements are nested too deeply");
      }
      return event;
    } catch (XMLStreamException e) {
      throw damaged(e);
    } catch (RuntimeException e) {
      // The JDK's reader throws others on some damaged documents.
      throw new Malformed("it is no well-formed XML");
    }
  }

  private static Malformed damaged(XMLStreamException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
    return new Malformed("it is no well-formed XML" + (line > 0 ? " after line " + line : ""));
  }
}
