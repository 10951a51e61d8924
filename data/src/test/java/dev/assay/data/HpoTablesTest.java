package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.data.HpoTables.Family;
import dev.assay.data.store.DataStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HpoTablesTest {
  private static final DataStore STORE = DataStore.standard().offline();

  /** What Python's {@code pickle.dumps({"01": [0.5, 0.25], "x": [1.0]}, protocol=4)} gives. */
  private static final String PYTHON =
      "80049530000000000000007d94288c023031945d9428473fe0000000000000473fd0000000000000"
          + "658c0178945d94473ff000000000000061752e";

  private static byte[] python() {
    return HexFormat.of().parseHex(PYTHON);
  }

  private static HpoTable table(Dataset<List<HpoTable>> family, String name) {
    return family.load(STORE).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsWhatPythonWrites() throws IOException {
    Map<String, double[]> table = HpoTableReader.read(python());
    assertThat(table.keySet()).containsExactly("01", "x");
    assertThat(table.get("01")).containsExactly(0.5, 0.25);
    assertThat(table.get("x")).containsExactly(1);
  }

  @Test
  void readsADictOfOneItemWithoutFrames() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 5, '}', (byte) 0x8c, 1, 'k', ']', 'G'});
    out.writeBytes(ByteBuffer.allocate(8).putDouble(-2.5).array());
    out.writeBytes("as.".getBytes(StandardCharsets.US_ASCII));
    assertThat(HpoTableReader.read(out.toByteArray()).get("k")).containsExactly(-2.5);
  }

  /** {@code pickle.dumps(os.getcwd)} with protocol 4: a loader would look up a function. */
  @Test
  void refusesAPickleThatNamesAFunction() {
    byte[] bytes =
        HexFormat.of().parseHex("80049514000000000000008c05706f736978948c066765746377649493942e");
    assertThatThrownBy(() -> HpoTableReader.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a table of texts and floats has a dict at byte 11, but the pickle has opcode 0x8c");
  }

  @Test
  void refusesWhatIsCutOrGoesOnOrRepeatsItself() {
    byte[] whole = python();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> HpoTableReader.read(cut))
          .isInstanceOf(IOException.class)
          .hasMessage("the pickle ends in the middle of a table");
    }
    assertThatThrownBy(() -> HpoTableReader.read(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessage("the pickle goes on after its table");
    byte[] twice = HexFormat.of().parseHex(PYTHON.replace("8c0178", "8c023031"));
    assertThatThrownBy(() -> HpoTableReader.read(twice)).hasMessage("the table has key '01' twice");
  }

  @Test
  void endsOrRefusesEveryMutation() {
    Random random = new Random(1);
    byte[] good = python();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 100_000; i++) {
            byte[] bad = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
              bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
              HpoTableReader.read(bad);
            } catch (IOException e) {
              assertThat(e.getMessage()).isNotBlank();
            }
          }
        });
  }

  @Test
  void refusesAFileThatIsNoWholeTable() {
    assertThatThrownBy(() -> HpoTable.parse(python(), Family.NASBENCH201, "cifar10"))
        .hasMessage("'01' is no configuration of nasbench201");
    assertThatThrownBy(() -> HpoTables.sha256(Family.HPOLIB, "cifar10"))
        .hasMessageStartingWith("hpolib has no table 'cifar10': it has [naval_propulsion,");
  }

  // Counts, scores and means of the three tests below are those of Python's own unpickler.

  @Test
  @NeedsData("hpobench")
  void readsATableOfPerceptrons() {
    HpoTable car = table(Datasets.hpobench(), "car");
    assertThat(car.size()).isEqualTo(30_000);
    assertThat(car.mean("00000")).isCloseTo(0.4503143274853801, within(1e-15));
  }

  @Test
  @NeedsData("hpolib")
  void readsATableOfRegressions() {
    HpoTable naval = table(Datasets.hpolib(), "naval_propulsion");
    assertThat(naval.size()).isEqualTo(62_208);
    assertThat(naval.scores("011225145"))
        .containsExactly(
            3.8390328884124756, 6.4581685066223145, 69.04130554199219, 19.829936981201172);
  }

  @Test
  @NeedsData("nasbench201")
  void readsATableOfCells() {
    HpoTable cifar = table(Datasets.nasBench201(), "cifar10");
    assertThat(cifar.size()).isEqualTo(15_625);
    assertThat(cifar.keys().stream().mapToInt(cifar::seeds).sum()).isEqualTo(39_419);
    assertThat(cifar.keys().stream().mapToDouble(cifar::mean).max()).hasValue(91.60666665039064);
  }
}
