package dev.assay.hub.web;

import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Reproduction;
import dev.assay.lab.report.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The figures of papers, drawn of the records that count today, and again when there are others.
 */
final class Curves {
  private final Claims claims;
  private final Records records;
  private final Standings standings;
  private final Map<String, Drawn> drawn = new ConcurrentHashMap<>();

  /** A figure on a page; its number is part of its address. */
  public record Curve(int number, String title) {}

  private record Drawn(List<String> records, List<Figure> figures, List<Optional<String>> svgs) {}

  Curves(Claims claims, Records records, Standings standings) {
    this.claims = claims;
    this.records = records;
    this.standings = standings;
  }

  /** The figures of a paper that its records suffice for. */
  List<Curve> of(String paper) {
    Drawn all = drawn(paper);
    return IntStream.range(0, all.figures().size())
        .filter(i -> all.svgs().get(i).isPresent())
        .mapToObj(i -> new Curve(i + 1, all.figures().get(i).title()))
        .toList();
  }

  /** The drawing of this number, from 1. */
  Optional<String> svg(String paper, int number) {
    List<Optional<String>> svgs = drawn(paper).svgs();
    return number < 1 || number > svgs.size() ? Optional.empty() : svgs.get(number - 1);
  }

  private Drawn drawn(String paper) {
    List<String> names = standings.current(paper).stream().map(Result::name).toList();
    return drawn.compute(
        paper,
        (_, before) ->
            before != null && before.records().equals(names) ? before : draw(paper, names));
  }

  private Drawn draw(String paper, List<String> names) {
    List<Figure> figures = claims.of(paper).map(Reproduction::figures).orElse(List.of());
    // Most papers have none, and reading records takes a while.
    List<ClaimRecord> these =
        figures.isEmpty()
            ? List.of()
            : names.stream().flatMap(name -> records.read(paper, name).stream()).toList();
    return new Drawn(names, figures, figures.stream().map(figure -> figure.svg(these)).toList());
  }
}
