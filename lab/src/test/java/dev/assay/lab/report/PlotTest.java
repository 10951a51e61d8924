package dev.assay.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {
  private static final double[] X = {1, 2, 3, 4};

  private static Document parse(Plot plot) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(plot.svg())));
  }

  private static List<String> values(Document svg, String element, String attribute) {
    List<String> values = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      values.add(nodes.item(i).getAttributes().getNamedItem(attribute).getNodeValue());
    }
    return values;
  }

  @Test
  void pointsLieWhereTheAxesSay() throws Exception {
    // On decades, 1, 10, 100, 1000 are equally far from each other.
    Document svg =
        parse(new Plot("p", "x", "y").logY().points("a", X, new double[] {1, 10, 100, 1000}));
    double[] heights = values(svg, "circle", "cy").stream().mapToDouble(Double::valueOf).toArray();
    assertThat(heights[0] - heights[1]).isCloseTo(heights[2] - heights[3], offset());
    assertThat(heights).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void aLineIsBrokenWhereANumberHasNoPlace() throws Exception {
    Document svg = parse(new Plot("p", "x", "y").line("a", X, new double[] {1, 2, Double.NaN, 3}));
    assertThat(values(svg, "path", "d").getFirst().chars().filter(c -> c == 'M').count())
        .isEqualTo(2);
    assertThat(new Plot("p", "x", "y").logY().points("a", X, new double[] {1, 0, -3, 2}).svg())
        .doesNotContain("NaN")
        .contains("<circle");
  }

  @Test
  void namesAreEscapedAndNothingIsDrawnOutside() throws Exception {
    Document svg =
        parse(
            new Plot("<script>", "a & b", "\"y\"")
                .region(Double.NEGATIVE_INFINITY, 2)
                .intervals(
                    "wide",
                    X,
                    new double[] {Double.NEGATIVE_INFINITY, -1e300, 0, 1},
                    new double[] {Double.POSITIVE_INFINITY, 1e300, 2, 1.5})
                .points("p", X, X));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(values(svg, "line", "y1"))
        .allSatisfy(y -> assertThat(Double.parseDouble(y)).isBetween(0.0, 280.0));
  }

  @Test
  void anEmptyPlotIsStillOne() throws Exception {
    assertThat(parse(new Plot("p", "x", "y").points("a", new double[0], new double[0])))
        .isNotNull();
    assertThatThrownBy(() -> new Plot("p", "x", "y").line("a", X, new double[] {1}))
        .hasMessage("series 'a' needs as many x as y, but has 4 and 1");
  }

  @Test
  void aPageThatAllowsNoStyleButItsOwnGetsNone() {
    Plot plot = new Plot("p", "x", "y").points("a", X, X);
    assertThat(plot.svg()).contains("<style>");
    assertThat(plot.svgWithoutStyle()).doesNotContain("style").contains("<circle");
  }

  @Test
  void aCountHasWholeNumbersOfWhichFiveAtLeast() {
    assertThat(Axis.counting(DoubleStream.of(1)).ticks()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(Axis.counting(DoubleStream.of(1, 40)).ticks()).startsWith(4.0).endsWith(40.0);
    assertThat(Axis.counting(DoubleStream.of(3)).place(3)).isEqualTo(0.5);
  }

  @Test
  void ticksAreRoundNumbers() {
    assertThat(Axis.over(DoubleStream.of(0, 10), false).ticks())
        .containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(Axis.over(DoubleStream.of(1e-3, 1e2), true).ticks())
        .containsExactly(1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0);
    assertThat(Axis.over(DoubleStream.of(64, 2048), true).ticks())
        .containsExactly(100.0, 200.0, 500.0, 1000.0, 2000.0);
    assertThat(Axis.label(0.30000000000000004)).isEqualTo("0.3");
    assertThat(Axis.label(1e-5)).isEqualTo("1e-5");
    assertThat(Axis.label(2.5e7)).isEqualTo("2.5e7");
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(0.11);
  }
}
