package dev.assay.hub.sources;

import java.text.Normalizer;
import java.util.Map;

/** Text with TeX's accents and commands as plain text; what stands between dollars stays maths. */
final class TexText {
  /** The accent's command and its combining character. */
  private static final Map<Character, Character> ACCENTS =
      Map.ofEntries(
          Map.entry('`', '\u0300'),
          Map.entry('\'', '\u0301'),
          Map.entry('^', '\u0302'),
          Map.entry('~', '\u0303'),
          Map.entry('=', '\u0304'),
          Map.entry('u', '\u0306'),
          Map.entry('.', '\u0307'),
          Map.entry('"', '\u0308'),
          Map.entry('r', '\u030A'),
          Map.entry('H', '\u030B'),
          Map.entry('v', '\u030C'),
          Map.entry('d', '\u0323'),
          Map.entry('c', '\u0327'),
          Map.entry('k', '\u0328'),
          Map.entry('b', '\u0331'));

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("o", "ø"),
          Map.entry("O", "Ø"),
          Map.entry("l", "ł"),
          Map.entry("L", "Ł"),
          Map.entry("ss", "ß"),
          Map.entry("ae", "æ"),
          Map.entry("AE", "Æ"),
          Map.entry("oe", "œ"),
          Map.entry("OE", "Œ"),
          Map.entry("aa", "å"),
          Map.entry("AA", "Å"),
          Map.entry("dh", "ð"),
          Map.entry("DH", "Ð"),
          Map.entry("th", "þ"),
          Map.entry("TH", "Þ"),
          Map.entry("i", "i"),
          Map.entry("j", "j"),
          Map.entry("textendash", "–"),
          Map.entry("textemdash", "—"));

  private final String tex;
  private final StringBuilder plain = new StringBuilder();
  private int at;

  private TexText(String tex) {
    this.tex = tex;
  }

  static String plain(String tex) {
    if (tex.indexOf('\\') < 0 && tex.indexOf('{') < 0 && tex.indexOf('~') < 0) {
      return tex;
    }
    TexText text = new TexText(tex);
    text.read();
    return Normalizer.normalize(text.plain, Normalizer.Form.NFC);
  }

  private void read() {
    while (at < tex.length()) {
      char c = tex.charAt(at++);
      switch (c) {
        case '$' -> maths();
        case '{', '}' -> {}
        case '~' -> plain.append(' ');
        case '\\' -> command();
        default -> plain.append(c);
      }
    }
  }

  private void maths() {
    int end = tex.indexOf('$', at);
    end = end < 0 ? tex.length() : end + 1;
    plain.append(tex, at - 1, end);
    at = end;
  }

  private void command() {
    if (at == tex.length()) {
      return;
    }
    char first = tex.charAt(at);
    if (!isLetter(first)) {
      at++;
      Character accent = ACCENTS.get(first);
      if (accent != null) {
        accented(accent);
      } else if (first != '-' && first != '/' && first != ',') {
        plain.append(first);
      }
      return;
    }
    int end = at;
    while (end < tex.length() && isLetter(tex.charAt(end))) {
      end++;
    }
    String name = tex.substring(at, end);
    at = end;
    Character accent = name.length() == 1 ? ACCENTS.get(first) : null;
    String letter = LETTERS.get(name);
    if (accent != null) {
      skipBlanks();
      accented(accent);
    } else if (letter != null) {
      skipBlanks();
      plain.append(letter);
    } else if (at >= tex.length() || tex.charAt(at) != '{') {
      // Unknown, and it wraps nothing: better shown than lost.
      plain.append('\\').append(name);
    }
  }

  /** The letter that follows, in braces or not, then the mark. */
  private void accented(char mark) {
    while (at < tex.length() && (tex.charAt(at) == '{' || tex.charAt(at) == ' ')) {
      at++;
    }
    if (at == tex.length()) {
      return;
    }
    char letter = tex.charAt(at++);
    if (letter == '\\' && at < tex.length() && (tex.charAt(at) == 'i' || tex.charAt(at) == 'j')) {
      letter = tex.charAt(at++);
    }
    plain.append(letter);
    if (Character.isLetter(letter)) {
      plain.append(mark);
    }
  }

  private void skipBlanks() {
    while (at < tex.length() && tex.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
