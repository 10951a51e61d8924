package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.methods.NetworkSummary.LayerNorms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values by NumPy, from the equations. */
class GeneralizationMeasureTest {
  private static final NetworkSummary NETWORK =
      new NetworkSummary(
          List.of(new LayerNorms(4, 6, 1, 2), new LayerNorms(9, 10, 0.5, 0.75)),
          20,
          50,
          1.5,
          7,
          0.2,
          0.3,
          0.04,
          0.05,
          33,
          41);

  @ParameterizedTest
  @CsvSource({
    "PARAMETERS, 20, 0.632455532",
    "INVERSE_MARGIN, 22, 0.094280904",
    "SPECTRAL_INIT_MAIN, 29, 0.432049380",
    "SPECTRAL_ORIG_MAIN, 30, 0.914087280",
    "SPECTRAL_PRODUCT_OVER_MARGIN, 31, 0.565685425",
    "SPECTRAL_PRODUCT, 32, 0.848528137",
    "FROBENIUS_OVER_SPECTRAL, 33, 0.228521820",
    "SPECTRAL_SUM_OVER_MARGIN, 34, 0.4",
    "SPECTRAL_SUM, 35, 0.489897949",
    "FROBENIUS_PRODUCT_OVER_MARGIN, 36, 0.730296743",
    "FROBENIUS_PRODUCT, 37, 1.095445115",
    "FROBENIUS_SUM_OVER_MARGIN, 38, 0.454487747",
    "FROBENIUS_SUM, 39, 0.556631537",
    "FROBENIUS_DISTANCE, 40, 0.234520788",
    "SPECTRAL_DISTANCE, 41, 0.173205081",
    "PARAMETER_NORM, 42, 0.565685425",
    "PATH_NORM_OVER_MARGIN, 43, 0.249443826",
    "PATH_NORM, 44, 0.374165739",
    "PAC_BAYES_INIT, 48, 0.808813463",
    "PAC_BAYES_ORIG, 49, 1.520009611",
    "SHARPNESS_INIT, 51, 5.660735446",
    "SHARPNESS_ORIG, 52, 13.593623162",
    "SHARPNESS_FLATNESS, 54, 3.535533906",
    "SHARPNESS_MAGNITUDE_FLATNESS, 62, 2.828427125",
    "PAC_BAYES_FLATNESS, 53, 0.707106781",
    "PAC_BAYES_MAGNITUDE_INIT, 56, 0.683608014",
    "PAC_BAYES_MAGNITUDE_ORIG, 57, 0.712263937",
    "PAC_BAYES_MAGNITUDE_FLATNESS, 61, 0.471404521",
    "PAC_BAYES_INIT_WITH_SLIP, 48, 0.602565216"
  })
  void isThatOfItsEquation(GeneralizationMeasure measure, int equation, double value) {
    assertThat(measure.equation()).isEqualTo(equation);
    assertThat(measure.value(NETWORK)).isCloseTo(value, within(1e-8));
  }

  @Test
  void refusesASummaryThatIsNone() {
    assertThatThrownBy(() -> new NetworkSummary(List.of(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
        .hasMessage("A network has at least one layer, not none.");
    assertThatThrownBy(
            () ->
                new NetworkSummary(
                    List.of(new LayerNorms(1, 1, 1, 1)), 1, 1, 1, 1, 0, 1, 1, 1, 1, 1))
        .hasMessage("deviation must be positive and finite, not 0.0.");
  }
}
