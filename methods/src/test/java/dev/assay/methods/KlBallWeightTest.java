package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KlBallWeightTest {
  private final KlBallWeight ball =
      new KlBallWeight(new double[] {0.3, 0, 0.1}, new double[] {0.6, 0.1, 0.3});

  @Test
  void weighsTheModelsWithinARadius() {
    assertThat(ball.weight(0)).isEqualTo(0.1);
    assertThat(ball.weight(0.1)).isCloseTo(0.4, within(1e-15));
    assertThat(ball.weight(0.29)).isCloseTo(0.4, within(1e-15));
    assertThat(ball.weight(5)).isCloseTo(1, within(1e-15));
  }

  @Test
  void theBestRadiusShrinksWithTheNumberOfObservations() {
    // min(log 10, 0.1 n + log 2.5, 0.3 n): by hand.
    assertThat(ball.regret(1)).isEqualTo(new KlBallWeight.Bound(0.3, 0.3));
    assertThat(ball.regret(8).nats()).isCloseTo(0.8 + Math.log(2.5), within(1e-12));
    assertThat(ball.regret(8).radius()).isEqualTo(0.1);
    assertThat(ball.regret(100)).isEqualTo(new KlBallWeight.Bound(-Math.log(0.1), 0));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new KlBallWeight(new double[] {-1}, new double[] {1}))
        .hasMessage("A divergence must be at least 0, not -1.0.");
    assertThatThrownBy(() -> new KlBallWeight(new double[] {0, 1}, new double[] {1}))
        .hasMessageContaining("each model needs a divergence and a weight");
    assertThatThrownBy(() -> ball.regret(0)).hasMessage("n must be positive, not 0.");
  }
}
