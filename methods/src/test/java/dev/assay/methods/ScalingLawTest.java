package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * On models of RedPajama from the paper's testbed; SciPy's fits of them are the expected values.
 */
class ScalingLawTest {
  private static final double[] SIZES = {10569312, 78914048, 153677376, 411616256, 10569312};
  private static final double[] TOKENS_PER_PARAMETER = {20, 20, 20, 20, 320};
  private static final double[] LOSSES = {5.387021, 3.899943, 3.531147, 3.149769, 4.572293};
  private static final double LARGE = 1439795200;
  private static final double LARGEST = 6889410560.0;

  private static TrainedModels fitted() {
    return models(TOKENS_PER_PARAMETER);
  }

  private static TrainedModels models(double... tokensPerParameter) {
    double[] tokens = new double[SIZES.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokensPerParameter[i] * SIZES[i];
    }
    return new TrainedModels(SIZES, tokens, LOSSES);
  }

  /** The notebook of the paper's authors prints 0.7103 % and 0.7320 %. */
  @Test
  void theOverTrainingLawPredictsThePapersTwoLargeModels() {
    OverTrainingLaw law = OverTrainingLaw.fit(fitted());
    assertThat(law.irreducible()).isCloseTo(1.83665, within(1e-4));
    assertThat(law.eta()).isCloseTo(0.136425, within(1e-5));
    assertThat(law.a() * Math.pow(6, -law.eta())).isCloseTo(166.211, within(0.02));
    assertThat(law.b()).isCloseTo(366.686, within(0.05));
    assertThat(fitted().residualSumOfSquares(law)).isCloseTo(4.25656e-4, within(1e-8));
    assertThat(law.loss(LARGE, 640 * LARGE) / 2.502054 - 1).isCloseTo(0.007103, within(5e-7));
    assertThat(law.loss(LARGEST, 20 * LARGEST) / 2.424993 - 1).isCloseTo(0.007320, within(5e-7));
  }

  @Test
  void thePapersStartsLeadToTheSameLaw() {
    OverTrainingLaw best = OverTrainingLaw.fit(fitted());
    OverTrainingLaw from =
        OverTrainingLaw.fitFrom(
            new OverTrainingLaw(1, 300 * Math.pow(6, 0.05), 300, 0.05), fitted());
    assertThat(from.loss(LARGE, 640 * LARGE))
        .isCloseTo(best.loss(LARGE, 640 * LARGE), within(1e-6));
  }

  @Test
  void eachLawFindsItselfInLossesThatFollowIt() {
    ChinchillaLaw chinchilla = new ChinchillaLaw(1.69, 406.4, 0.34, 410.7, 0.28);
    ComputeLaw compute = new ComputeLaw(1.5, 30, 0.08);
    double[] sizes = {1e7, 3e7, 1e8, 3e8, 1e7, 1e8, 1e7};
    double[] tokens = {2e8, 6e8, 2e9, 6e9, 3e9, 3e10, 5e7};
    double[] first = new double[sizes.length];
    double[] second = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      first[i] = chinchilla.loss(sizes[i], tokens[i]);
      second[i] = compute.loss(sizes[i], tokens[i]);
    }
    // By hand: 1.69 + 406.4 / 1e7^0.34 + 410.7 / 2e8^0.28.
    assertThat(first[0]).isCloseTo(5.330576, within(1e-6));
    assertThat(ChinchillaLaw.fit(new TrainedModels(sizes, tokens, first)).loss(7e10, 1.4e12))
        .isCloseTo(chinchilla.loss(7e10, 1.4e12), within(1e-4));
    assertThat(ComputeLaw.fit(new TrainedModels(sizes, tokens, second)).loss(7e10, 1.4e12))
        .isCloseTo(compute.loss(7e10, 1.4e12), within(1e-4));
  }

  /** The authors' notebook prints 3.6365 % and 0.0464 %, from the predicted losses. */
  @Test
  void theErrorLawPredictsThePapersTwoLargeModels() {
    double[] losses = {5.387021, 3.899943, 3.531147, 3.149769, 4.572293, 2.768757};
    double[] errors = {0.813486, 0.725045, 0.671008, 0.636553, 0.767102, 0.547325};
    DownstreamErrorLaw law = DownstreamErrorLaw.fit(losses, errors);
    assertThat(law.k()).isCloseTo(2.2065, within(1e-3));
    assertThat(law.gamma()).isCloseTo(0.71459, within(1e-4));
    assertThat(law.epsilon()).isCloseTo(0.85699, within(1e-4));
    assertThat(law.error(2.5198255) / 0.475215 - 1).isCloseTo(0.036365, within(5e-6));
    assertThat(law.error(2.4427439) / 0.471637 - 1).isCloseTo(0.000464, within(5e-6));
    assertThat(DownstreamErrorLaw.fitFrom(new DownstreamErrorLaw(1, 1, 1), losses, errors).gamma())
        .isCloseTo(law.gamma(), within(1e-4));
  }

  @Test
  void refusesWhatDoesNotDetermineALaw() {
    assertThatThrownBy(() -> OverTrainingLaw.fit(models(20, 20, 20, 20, 20)))
        .hasMessage(
            "The 5 points do not determine the over-training law's E, a, b and eta:"
                + " points that differ in more ways are needed.");
    assertThatThrownBy(
            () -> ComputeLaw.fit(new TrainedModels(new double[0], new double[0], new double[0])))
        .hasMessageContaining("The 0 points do not determine");
    assertThatThrownBy(
            () -> new TrainedModels(new double[] {-1}, new double[] {1}, new double[] {1}))
        .hasMessage("A number of parameters must be positive and finite, not -1.0.");
    assertThatThrownBy(() -> new OverTrainingLaw(1, Double.NaN, 1, 1))
        .hasMessage("a must be finite, not NaN.");
    assertThatThrownBy(() -> DownstreamErrorLaw.fit(new double[3], new double[2]))
        .hasMessage("There must be as many errors as losses, not 2 and 3.");
  }
}
