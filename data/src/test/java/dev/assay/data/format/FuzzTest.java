package dev.assay.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.assay.tensor.RandomStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds each reader 10,000 damaged files. It must read them or refuse them in its own words, in
 * little time, and allocate no more than some multiple of the file's length.
 */
class FuzzTest {
  private static final int MUTATIONS = 10_000;
  private static final long ALLOCATED_AT_LEAST = 4 << 20;
  private static final long ALLOCATED_TIMES = 100;
  private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '{', '"', ',', '9'};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> readers() {
    return Stream.of(
        reader("IDX", Fixtures.idx(), file -> use(Idx.read(file))),
        reader("CIFAR-10", Fixtures.cifar(), CifarBinary::read),
        reader("npy", Fixtures.resource("fortran.npy"), file -> use(Npy.read(file))),
        reader("npz", Fixtures.resource("arrays.npz"), FuzzTest::readNpz),
        reader("compressed npz", Fixtures.resource("compressed.npz"), FuzzTest::readNpz),
        reader(
            "safetensors",
            Fixtures.resource("arrays.safetensors"),
            file -> useAll(Safetensors.read(file).arrays().values())),
        reader(
            "ONNX",
            Fixtures.resource("linear.onnx"),
            file -> useAll(OnnxModel.read(file).stateDictionary().values())),
        reader(
            "llama2.c",
            Fixtures.llama(),
            file -> useAll(LlamaCheckpoint.read(file).weights().values())),
        reader(
            "vocabulary", Fixtures.vocabulary(), file -> LlamaCheckpoint.readVocabulary(file, 2)),
        reader("CSV", bytes(Fixtures.csv()), Csv::read),
        reader("ARFF", bytes(Fixtures.arff()), Arff::read));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void damagedFilesAreReadOrRefused(String name, byte[] good, Consumer<MemorySegment> reader) {
    reader.accept(MemorySegment.ofArray(good));
    RandomGenerator random = RandomStream.of(0).fork(name);
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> fuzz(good, reader, random));
  }

  private static void fuzz(byte[] good, Consumer<MemorySegment> reader, RandomGenerator random) {
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bad = mutate(good, random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        reader.accept(MemorySegment.ofArray(bad));
      } catch (MalformedDataException e) {
        assertThat(e).hasMessageEndingWith(".");
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("Mutation " + i + " was " + Arrays.toString(bad), e);
      }
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("bytes allocated for mutation %d", i)
          .isLessThan(ALLOCATED_AT_LEAST + ALLOCATED_TIMES * bad.length);
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 100);
  }

  /** One to four changes: bits, bytes, whole numbers, cuts, copies. */
  private static byte[] mutate(byte[] good, RandomGenerator random) {
    byte[] bad = good.clone();
    for (int changes = random.nextInt(1, 5); changes > 0 && bad.length > 0; changes--) {
      // Half of the changes hit the first 64 bytes, where most headers are.
      int at = random.nextInt(random.nextBoolean() ? Math.min(64, bad.length) : bad.length);
      switch (random.nextInt(7)) {
        case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bad[at] = (byte) random.nextInt();
        case 2 -> bad[at] = EXTREMES[random.nextInt(EXTREMES.length)];
        case 3 -> {
          int length = Math.min(1 << random.nextInt(4), bad.length - at);
          Arrays.fill(bad, at, at + length, (byte) (random.nextBoolean() ? 0xff : 0x7f));
        }
        case 4 -> bad = Arrays.copyOf(bad, at);
        case 5 -> bad = Arrays.copyOf(bad, bad.length + random.nextInt(1, 100));
        default -> {
          int from = random.nextInt(bad.length);
          int length = Math.min(random.nextInt(1, 32), bad.length - Math.max(at, from));
          System.arraycopy(bad.clone(), from, bad, at, length);
        }
      }
    }
    return bad;
  }

  private static void readNpz(MemorySegment file) {
    useAll(Npz.read(file).values());
  }

  private static void use(NdArray array) {
    useAll(List.of(array));
  }

  private static void useAll(Collection<NdArray> arrays) {
    arrays.forEach(NdArray::doubles);
  }

  private static byte[] bytes(String text) {
    return Fixtures.segment(text).toArray(ValueLayout.JAVA_BYTE);
  }

  private static Arguments reader(String name, byte[] good, Consumer<MemorySegment> reader) {
    return Arguments.of(name, good, reader);
  }
}
