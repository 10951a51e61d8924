package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrimeFieldTest {
  @Test
  void solvesByHand() {
    // Modulo 5: 2x + y = 3, x + 4y = 1 has a determinant of 2: x = 3, y = 2.
    PrimeField field = new PrimeField(5);
    PrimeField.Solution solution = field.solve(new int[][] {{2, 1}, {1, 4}}, new int[] {3, 1});
    assertThat(solution).isNotNull();
    assertThat(solution.x()).containsExactly(3, 2);
    assertThat(solution.unique()).isTrue();
    // Modulo 7 the same determinant is 0: the rows are x + 4y and twice it.
    PrimeField other = new PrimeField(7);
    assertThat(other.rank(new int[][] {{2, 1}, {1, 4}})).isEqualTo(1);
    assertThat(other.solve(new int[][] {{2, 1}, {1, 4}}, new int[] {3, 1})).isNull();
    PrimeField.Solution free = other.solve(new int[][] {{2, 1}, {1, 4}}, new int[] {2, 1});
    assertThat(free).isNotNull();
    assertThat(free.x()).containsExactly(1, 0);
    assertThat(free.unique()).isFalse();
  }

  @Test
  void whatItSolvesIsSolved() {
    Random random = new Random(1);
    for (int q : new int[] {2, 3, 32749}) {
      PrimeField field = new PrimeField(q);
      for (int round = 0; round < 50; round++) {
        int[][] rows = new int[6][];
        int[] y = new int[6];
        int[] truth = field.randomVector(8, random);
        for (int i = 0; i < rows.length; i++) {
          rows[i] = field.randomVector(8, random);
          y[i] = field.dot(rows[i], truth);
        }
        PrimeField.Solution solution = field.solve(rows, y);
        assertThat(solution).isNotNull();
        for (int i = 0; i < rows.length; i++) {
          assertThat(field.dot(rows[i], solution.x())).isEqualTo(y[i]);
        }
      }
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new PrimeField(9)).hasMessage("q must be a prime below 32768, not 9.");
    PrimeField field = new PrimeField(3);
    assertThatThrownBy(() -> field.rank(new int[][] {{1, 2}, {1}}))
        .hasMessage("Row 1 has 1 elements where row 0 has 2.");
    assertThatThrownBy(() -> field.solve(new int[][] {{1}}, new int[] {1, 2}))
        .hasMessageContaining("not 1 and 2");
  }
}
