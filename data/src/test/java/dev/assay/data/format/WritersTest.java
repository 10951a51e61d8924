package dev.assay.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritersTest {
  @TempDir Path folder;

  @Test
  void safetensorsComeBackAsTheyWere() throws IOException {
    Path file = folder.resolve("new/weights.safetensors");
    TreeMap<String, NdArray> arrays = new TreeMap<>();
    arrays.put("one", NdArray.of(new float[] {Float.NaN, -0f, Float.MIN_VALUE}, 3));
    arrays.put("two", NdArray.of(new double[] {0.1}));
    try (TensorScope _ = TensorScope.open()) {
      arrays.put("three", NdArray.of(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose()));
    }
    arrays.put("bytes", Idx.read(Fixtures.segment(Fixtures.idx())));
    new Safetensors(arrays, new TreeMap<>(Map.of("recipe", "\"quoted\" ü"))).write(file);

    Safetensors back = Safetensors.read(WholeFile.map(file));
    assertThat(back.metadata()).containsEntry("recipe", "\"quoted\" ü");
    assertThat(back.arrays().get("one").floats()).containsExactly(Float.NaN, -0f, Float.MIN_VALUE);
    assertThat(back.arrays().get("two").shape()).isEmpty();
    assertThat(back.arrays().get("two").doubles()).containsExactly(0.1);
    assertThat(back.arrays().get("three").tensor().toDoubleArray())
        .containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(back.arrays().get("bytes").longs()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void tensorsKeepTheirType() {
    try (TensorScope _ = TensorScope.open()) {
      for (DType type : DType.values()) {
        if (!type.isComplex()) {
          Tensor tensor = Tensor.of(new double[] {0, 1, 1, 0, 1, 0}, 2, 3).to(type);
          Path file = folder.resolve(type + ".safetensors");
          Safetensors.of(Map.of("x", tensor)).write(file);
          Tensor back = Safetensors.read(map(file)).tensors().get("x");
          assertThat(back.dtype()).isEqualTo(type);
          assertThat(back.shape()).containsExactly(2, 3);
          assertThat(back.toDoubleArray()).isEqualTo(tensor.toDoubleArray());
        }
      }
      NdArray wide =
          new NdArray(
              ElementType.U64,
              new long[] {1},
              Fixtures.segment(new byte[] {0, 0, 0, 0, 0, 0, 0, -1}),
              ByteOrder.LITTLE_ENDIAN);
      assertThatThrownBy(wide::tensor).hasMessage("A number of the array is beyond int64.");
    }
  }

  private static MemorySegment map(Path file) {
    try {
      return WholeFile.map(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What NumPy 2.4.6 makes of such a file was checked once: equal arrays, types and shapes. */
  @Test
  void npzComesBackAsItWasAndIsTheSameTwice() throws IOException {
    Map<String, NdArray> arrays =
        Map.of(
            "floats", NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
            "scalar", NdArray.of(new double[] {-1.5}),
            "longs", NdArray.of(new long[] {Long.MIN_VALUE, 7}, 2),
            // Big-endian in its own file.
            "shorts", Idx.read(Fixtures.segment(new byte[] {0, 0, 0x0b, 1, 0, 0, 0, 1, 1, 2})));
    Path file = folder.resolve("a.npz");
    Npz.write(file, arrays);
    Map<String, NdArray> back = Npz.read(WholeFile.map(file));
    assertThat(back.get("floats").shape()).containsExactly(3, 2);
    assertThat(back.get("floats").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(back.get("scalar").shape()).isEmpty();
    assertThat(back.get("longs").longs()).containsExactly(Long.MIN_VALUE, 7);
    assertThat(back.get("shorts").longs()).containsExactly(0x0102);
    Npz.write(folder.resolve("b.npz"), arrays);
    assertThat(folder.resolve("b.npz")).hasSameBinaryContentAs(file);
  }

  @Test
  void anNpzThatUnfoldsToFarMoreThanItsLengthIsRefused() throws IOException {
    Path file = folder.resolve("bomb.npz");
    Npz.write(file, Map.of("zeros", NdArray.of(new long[9 << 20], 9 << 20)));
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThatThrownBy(() -> Npz.read(WholeFile.map(file)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("its entry zeros.npy claims 75497600 bytes, more than such a file");
  }

  @Test
  void aFileThatCannotBeWrittenWholeLeavesTheOldOne() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aTypeThatNumPyHasNotIsRefused() {
    NdArray bfloat =
        Safetensors.read(Fixtures.segment(Fixtures.resource("arrays.safetensors")))
            .arrays()
            .get("b");
    assertThatThrownBy(() -> Npz.write(folder.resolve("x.npz"), Map.of("b", bfloat)))
        .hasMessage("NumPy has no BF16: write the array as safetensors.");
    assertThat(folder).isEmptyDirectory();
  }
}
