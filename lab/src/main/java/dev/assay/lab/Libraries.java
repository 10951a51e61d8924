package dev.assay.lab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The libraries that trials' numbers may depend on.
 *
 * <p>A jar names those it uses, one artifact a line, in {@value #LIST}.
 */
final class Libraries {
  static final String LIST = "META-INF/assay/libraries";

  private Libraries() {}

  /** Versions by artifact: {@code pytorch -> 2.10.0-1.5.13-linux-x86_64}. */
  static SortedMap<String, String> onClassPath() {
    return versions(
        named(), List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
  }

  private static List<String> named() {
    try {
      return Collections.list(Libraries.class.getClassLoader().getResources(LIST)).stream()
          .flatMap(list -> lines(list).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the class path's lists of libraries cannot be read", e);
    }
  }

  private static List<String> lines(URL list) {
    try (InputStream in = list.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(list + " cannot be read", e);
    }
  }

  /** The versions in the names of the jars that hold {@code artifacts}. */
  static SortedMap<String, String> versions(List<String> artifacts, List<String> classPath) {
    SortedMap<String, String> versions = new TreeMap<>();
    for (String entry : classPath) {
      String jar = new File(entry).getName();
      for (String artifact : artifacts) {
        String version = version(jar, artifact);
        // A library may have a second jar for the platform, whose name says more.
        if (version.length() > versions.getOrDefault(artifact, "").length()) {
          versions.put(artifact, version);
        }
      }
    }
    return versions;
  }

  private static String version(String jar, String artifact) {
    int from = artifact.length() + 1;
    return jar.startsWith(artifact + "-")
            && jar.endsWith(".jar")
            && Character.isDigit(jar.charAt(from))
        ? jar.substring(from, jar.length() - ".jar".length())
        : "";
  }
}
