package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.data.format.MalformedDataException;
import dev.assay.tensor.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** CIFAR-10's archive, laid out as its page says, with two images a file. */
class ImageFilesTest {
  private static final List<String> NAMES = Collections.nCopies(10, "class");

  @Test
  void cifarIsJoinedInTheOrderOfItsBatches() throws IOException {
    byte[] archive = archive(1, 2, 3, 4, 5, 9);
    TrainTest<LabelledImages> cifar = ImageFiles.cifar(MemorySegment.ofArray(archive), NAMES);
    assertThat(cifar.train().labels()).containsExactly(1, 0, 2, 0, 3, 0, 4, 0, 5, 0);
    assertThat(cifar.test().labels()).containsExactly(9, 0);
    // The third batch's first image: red is its number, green and blue are one and two more.
    assertThat(cifar.train().pixel(4, 0, 31, 31)).isEqualTo(3 / 255f);
    assertThat(cifar.train().pixel(4, 1, 0, 0)).isEqualTo(4 / 255f);
    assertThat(cifar.train().pixel(4, 2, 31, 31)).isEqualTo(5 / 255f);
  }

  @Test
  void anArchiveWithoutATestBatchIsRefused() throws IOException {
    byte[] archive = archive(1, 2, 3, 4, 5);
    assertThatThrownBy(() -> ImageFiles.cifar(MemorySegment.ofArray(archive), NAMES))
        .hasMessage("The archive does not hold cifar-10-batches-bin/test_batch.bin.");
  }

  @Test
  void damagedArchivesAreReadOrRefused() throws IOException {
    byte[] good = archive(1, 2, 3, 4, 5, 9);
    RandomGenerator random = RandomStream.of(0);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bad =
          Arrays.copyOf(good, random.nextInt(10) == 0 ? random.nextInt(good.length) : good.length);
      for (int changes = random.nextInt(1, 4); bad.length > 0 && changes > 0; changes--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        ImageFiles.cifar(MemorySegment.ofArray(bad), NAMES);
      } catch (MalformedDataException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static byte[] archive(int... numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (int i = numbers.length - 1; i >= 0; i--) {
        byte[] file = new byte[2 * 3073];
        file[0] = (byte) numbers[i];
        for (int plane = 0; plane < 3; plane++) {
          int start = 1 + 1024 * plane;
          Arrays.fill(file, start, start + 1024, (byte) (numbers[i] + plane));
        }
        String name = i < 5 ? "data_batch_" + (i + 1) : "test_batch";
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name + ".bin");
        entry.setSize(file.length);
        tar.putArchiveEntry(entry);
        tar.write(file);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
