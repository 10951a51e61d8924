package dev.assay.data.format;

import static dev.assay.data.format.Fixtures.resource;
import static dev.assay.data.format.Fixtures.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ReadersTest {
  @Test
  void idxHoldsBigEndianElements() {
    NdArray bytes = Idx.readBytes(segment(Fixtures.idx()), 2);
    assertThat(bytes.shape()).containsExactly(2, 3);
    assertThat(bytes.longs()).containsExactly(1, 2, 3, 4, 5, 6);
    // 0x40490fdb is the float nearest to pi.
    NdArray pi =
        Idx.read(segment(new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 1, 0x40, 0x49, 0x0f, (byte) 0xdb}));
    assertThat(pi.floats()).containsExactly((float) Math.PI);
  }

  @Test
  void idxOfAnotherLengthOrTypeIsRefused() {
    byte[] good = Fixtures.idx();
    assertThatThrownBy(() -> Idx.read(segment(Arrays.copyOf(good, 17))))
        .isInstanceOf(MalformedDataException.class)
        .hasMessage(
            "This is no good IDX file: it ends at byte 17 where 6 bytes from byte 12 on were to"
                + " come.");
    assertThatThrownBy(() -> Idx.read(segment(Arrays.copyOf(good, 19))))
        .hasMessage("This is no good IDX file: 1 bytes follow what should be its end.");
    assertThatThrownBy(() -> Idx.readBytes(segment(good), 3))
        .hasMessage(
            "Unsigned bytes in 3 dimensions were expected, the IDX file holds U8 of shape [2, 3].");
    byte[] lying = good.clone();
    Arrays.fill(lying, 4, 12, (byte) 0xff);
    assertThatThrownBy(() -> Idx.read(segment(lying)))
        .hasMessageContaining("impossible shape [4294967295, 4294967295]");
    // 2^31 times 2^31 times 4 is 0 in 64 bits, and so many bytes follow.
    byte[] wrapping = {0, 0, 8, 3, -128, 0, 0, 0, -128, 0, 0, 0, 0, 0, 0, 4};
    assertThatThrownBy(() -> Idx.read(segment(wrapping)))
        .hasMessageContaining("impossible shape [2147483648, 2147483648, 4]");
  }

  @Test
  void cifarHoldsLabelsAndPlanes() {
    CifarBinary.Batch batch = CifarBinary.read(segment(Fixtures.cifar()));
    assertThat(batch.labels()).containsExactly(3, 9);
    assertThat(batch.pixels()).hasSize(6144);
    assertThat(batch.pixels()[3071]).isEqualTo((byte) 1);
    assertThat(batch.pixels()[3072]).isEqualTo((byte) 255);
    byte[] bad = Fixtures.cifar();
    bad[3073] = 10;
    assertThatThrownBy(() -> CifarBinary.read(segment(bad)))
        .hasMessageContaining("record 1 has the label 10");
    assertThatThrownBy(() -> CifarBinary.read(segment(Arrays.copyOf(bad, 3074))))
        .hasMessageContaining("3074 bytes are not some records of 3073 bytes");
  }

  /** The arrays are those of fixtures.py. */
  @Test
  void npyInFortranOrderIsReadInRowOrder() {
    NdArray array = Npy.read(segment(resource("fortran.npy")));
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.floats()).containsExactly(1.5f, -2, 3.25f, 0, 1e-3f, -1e6f);
  }

  @Test
  void npzHoldsArraysOfManyTypes() {
    SortedMap<String, NdArray> arrays = Npz.read(segment(resource("arrays.npz")));
    assertThat(arrays.keySet())
        .containsExactly("big_endian", "cube", "half", "matrix", "scalar", "truth");
    assertThat(arrays.get("matrix").doubles()).containsExactly(1.5, -2, 3.25, 0, 1e-3, -1e6);
    assertThat(arrays.get("big_endian").longs()).containsExactly(1, -2, 300);
    // NumPy prints float64(float16(0.1)) as 0.0999755859375, and 6e-8 rounds to 2^-24.
    assertThat(arrays.get("half").doubles())
        .containsExactly(0.0999755859375, -65504, Math.scalb(1.0, -24));
    assertThat(arrays.get("truth").longs()).containsExactly(1, 0);
    assertThat(arrays.get("scalar").shape()).isEmpty();
    assertThat(arrays.get("scalar").longs()).containsExactly(7);
    assertThat(arrays.get("cube").longs()[1 * 12 + 2 * 4 + 3]).isEqualTo(23);
    assertThat(arrays.get("cube").longs()[4]).isEqualTo(4);
    assertThat(Npz.read(segment(resource("compressed.npz"))).get("zeros").count()).isEqualTo(400);
  }

  @Test
  void anNpzWhoseContentDoesNotMatchItsChecksumIsRefused() {
    byte[] bytes = resource("arrays.npz");
    int middle = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("NUMPY") + 140;
    bytes[middle] ^= 1;
    assertThatThrownBy(() -> Npz.read(segment(bytes)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("the checksum of its entry");
  }

  @Test
  void npyOfPythonObjectsIsRefused() {
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
    byte[] file =
        ("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header + "(lp0\n.")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Npy.read(segment(file)))
        .hasMessageContaining("its elements are '|O', and only numbers and truth values are read");
  }

  /** The file is laid out by hand in fixtures.py, as the format's specification says. */
  @Test
  void safetensorsLieWhereTheHeaderSays() {
    Safetensors file = Safetensors.read(segment(resource("arrays.safetensors")));
    assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
    assertThat(file.arrays().keySet()).containsExactly("a", "b", "empty", "f8");
    assertThat(file.arrays().get("a").shape()).containsExactly(2, 2);
    assertThat(file.arrays().get("a").floats()).containsExactly(1, 2, 3, -4);
    assertThat(file.arrays().get("b").floats()).containsExactly(1.5f, -2);
    assertThat(file.arrays().get("empty").floats()).isEmpty();
    assertThat(file.arrays().get("f8").floats()).containsExactly(448);
  }

  @Test
  void safetensorsThatOverlapOrLeaveGapsAreRefused() {
    String two =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[%d,%d]}}";
    assertThat(Safetensors.read(safetensors(two.formatted(2, 4), 4)).arrays()).hasSize(2);
    assertThatThrownBy(() -> Safetensors.read(safetensors(two.formatted(1, 3), 4)))
        .hasMessageContaining("the place of b, bytes 1 to 3, does not fit");
    assertThatThrownBy(() -> Safetensors.read(safetensors(two.formatted(3, 5), 5)))
        .hasMessageContaining("the place of b, bytes 3 to 5, does not fit");
    assertThatThrownBy(() -> Safetensors.read(safetensors(two.formatted(2, 4), 5)))
        .hasMessageContaining("1 bytes follow what should be its end");
    assertThatThrownBy(() -> Safetensors.read(safetensors(two.formatted(2, 4), 3)))
        .hasMessageContaining("it ends at byte");
    assertThatThrownBy(
            () -> Safetensors.read(safetensors(two.replace("\"b\"", "\"a\"").formatted(2, 4), 4)))
        .hasMessageContaining("Duplicate");
    assertThatThrownBy(
            () -> Safetensors.read(safetensors(two.replace("U8", "F4").formatted(2, 4), 4)))
        .hasMessageContaining("a is of the type F4, not one of [F64, F32,");
  }

  private static MemorySegment safetensors(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return segment(
        ByteBuffer.allocate(8 + text.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .array());
  }

  /** The limits are those of table 1 of arXiv 2209.05433. */
  @Test
  void eightBitFloatsHaveTheirPublishedLimits() {
    NdArray e4m3 = floats8(ElementType.F8_E4M3, 0x7e, 0x08, 0x07, 0x01, 0x7f, 0x80, 0xb8);
    assertThat(e4m3.doubles())
        .containsExactly(448, 0x1p-6, 0.875 * 0x1p-6, 0x1p-9, Double.NaN, -0.0, -1);
    NdArray e5m2 = floats8(ElementType.F8_E5M2, 0x7b, 0x04, 0x03, 0x01, 0x7c, 0xbc);
    assertThat(e5m2.doubles())
        .containsExactly(57344, 0x1p-14, 0.75 * 0x1p-14, 0x1p-16, Double.POSITIVE_INFINITY, -1);
  }

  private static NdArray floats8(ElementType type, int... bits) {
    byte[] bytes = new byte[bits.length];
    for (int i = 0; i < bits.length; i++) {
      bytes[i] = (byte) bits[i];
    }
    return new NdArray(type, new long[] {bits.length}, segment(bytes), ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void onnxWeightsGetThePyTorchNamesOfTheLayersThatUseThem() {
    OnnxModel model = OnnxModel.read(segment(resource("linear.onnx")));
    assertThat(model.nodes())
        .containsExactly(
            new OnnxModel.Node("MatMul", List.of("x", "onnx::MatMul_7"), List.of("product")),
            new OnnxModel.Node("Add", List.of("layer.bias", "product"), List.of("y")));
    assertThat(model.initializers().get("position").longs()).containsExactly(0, -1);
    SortedMap<String, NdArray> state = model.stateDictionary();
    assertThat(state.keySet()).containsExactly("double", "half", "layer.bias", "layer.weight");
    assertThat(state.get("layer.weight").shape()).containsExactly(3, 2);
    assertThat(state.get("layer.weight").floats()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(state.get("layer.bias").floats()).containsExactly(0.5f, -1, 2);
    assertThat(state.get("half").floats()).containsExactly(1.5f, -2);
    assertThat(state.get("double").doubles()).containsExactly(0.1);
  }

  @Test
  void aLlamaCheckpointIsCutByItsHeader() {
    LlamaCheckpoint checkpoint = LlamaCheckpoint.read(segment(Fixtures.llama()));
    assertThat(checkpoint.config())
        .isEqualTo(new LlamaCheckpoint.Config(4, 3, 1, 2, 1, 3, false, 2));
    // The floats count from 0: 12 of embeddings, 4 of a norm, 16 of queries, 8 of keys.
    assertThat(checkpoint.weights().get("layers.0.attention.wq.weight").floats()[0]).isEqualTo(16);
    NdArray values = checkpoint.weights().get("layers.0.attention.wv.weight");
    assertThat(values.shape()).containsExactly(2, 4);
    assertThat(values.floats()[0]).isEqualTo(40);
    assertThat(checkpoint.weights().get("output.weight").shape()).containsExactly(3, 4);
    byte[] bad = Fixtures.llama();
    bad[12] = 3;
    assertThatThrownBy(() -> LlamaCheckpoint.read(segment(bad)))
        .hasMessageContaining("a width of 4 with 3 heads");
  }

  @Test
  void aLlamaVocabularyHasAsManyTokensAsAskedFor() {
    assertThat(LlamaCheckpoint.readVocabulary(segment(Fixtures.vocabulary()), 2))
        .containsExactly(
            new LlamaCheckpoint.Token("a", -1), new LlamaCheckpoint.Token("<0x0A>", 0));
    assertThatThrownBy(() -> LlamaCheckpoint.readVocabulary(segment(Fixtures.vocabulary()), 3))
        .hasMessageContaining("it holds 2 tokens instead of 3");
    assertThatThrownBy(() -> LlamaCheckpoint.readVocabulary(segment(Fixtures.vocabulary()), 1))
        .hasMessageContaining("14 bytes follow what should be its end");
  }

  @Test
  void csvColumnsAreNumbersOrWords() {
    Table table = Csv.read(segment(Fixtures.csv()));
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.column("name").levels()).containsExactly("plain", "quo\"ted");
    assertThat(table.column("name").codes()).containsExactly(0, 1, 0);
    assertThat(table.column("size, cm").numbers()).containsExactly(1.5, -2000, 0.5);
    assertThat(table.column("n").numbers()).containsExactly(1, Double.NaN, 3);
    assertThatThrownBy(() -> table.column("name").numbers())
        .hasMessage("Column name holds words such as 'plain', not numbers.");
    assertThatThrownBy(() -> table.column("size, cm").codes())
        .hasMessage("Column size, cm holds 1.5 in row 0, not a whole number.");
    assertThatThrownBy(() -> table.column("x"))
        .hasMessage("The table has no column x, it has name, size, cm, n.");
  }

  @Test
  void csvWithUnevenLinesIsRefused() {
    assertThatThrownBy(() -> Csv.read(segment("a,b\n1,2\n3\n")))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("3");
    assertThatThrownBy(() -> Csv.read(segment("a,a\n1,2\n"))).hasMessageContaining("share a name");
    assertThatThrownBy(() -> Csv.read(segment(new byte[] {'a', '\n', (byte) 0xff})))
        .hasMessage("This is no text in UTF-8.");
  }

  @Test
  void arffHoldsNumbersLevelsAndStrings() {
    Table table = Arff.read(segment(Fixtures.arff()));
    assertThat(table.column("petal length").numbers()).containsExactly(1.5, Double.NaN, -0.2);
    assertThat(table.column("colour").levels()).containsExactly("red", "dark blue", "green");
    assertThat(table.column("note").levels()).containsExactly("it's", "?", "it\\s");
    assertThat(table.column("note").codes()).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> table.column("colour").codes()).hasMessageContaining("NaN in row 2");
  }

  @Test
  void arffRowsMustFitTheDeclarations() {
    String head = "@relation r\n@attribute x numeric\n@attribute c {a,b}\n@data\n";
    assertThatThrownBy(() -> Arff.read(segment(head + "1,c\n")))
        .hasMessage("This is no good ARFF file: in line 5, 'c' is no level of c.");
    assertThatThrownBy(() -> Arff.read(segment(head + "1\n")))
        .hasMessageContaining("a row has 1 fields instead of 2");
    assertThatThrownBy(() -> Arff.read(segment(head + "1,a,2\n")))
        .hasMessageContaining("',2' is one field too many");
    assertThatThrownBy(() -> Arff.read(segment(head + "{0 1}\n"))).hasMessageContaining("sparse");
  }
}
