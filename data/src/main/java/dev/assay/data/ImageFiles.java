package dev.assay.data;

import dev.assay.data.format.CifarBinary;
import dev.assay.data.format.Idx;
import dev.assay.data.format.MalformedDataException;
import dev.assay.data.format.NdArray;
import dev.assay.data.format.Table;
import dev.assay.data.format.TarGz;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Joins the files of image sets. */
final class ImageFiles {
  private ImageFiles() {}

  /** A table of 64 columns for the pixels, from 0 to 16, and one for the digit. */
  static LabelledImages digits(Table table, List<String> classNames) {
    List<Table.Column> columns = table.columns();
    byte[] pixels = new byte[table.rows() * 64];
    for (int j = 0; j < 64; j++) {
      int[] column = columns.get(j).codes();
      for (int i = 0; i < column.length; i++) {
        pixels[64 * i + j] = (byte) column[i];
      }
    }
    return new LabelledImages(pixels, 1, 8, 8, 16, table.column("digit").codes(), classNames);
  }

  /** The four files of MNIST, or of a set laid out like it. */
  static TrainTest<LabelledImages> idx(Dataset.Files files, List<String> classNames) {
    return new TrainTest<>(idx(files, "train", classNames), idx(files, "t10k", classNames));
  }

  private static LabelledImages idx(Dataset.Files files, String part, List<String> classNames) {
    NdArray pixels = Idx.readBytes(files.open(part + "-images-idx3-ubyte"), 3);
    NdArray labels = Idx.readBytes(files.open(part + "-labels-idx1-ubyte"), 1);
    return new LabelledImages(pixels.bytes(), 1, 28, 28, 255, ints(labels.bytes()), classNames);
  }

  /** CIFAR-10's archive of its binary version. */
  static TrainTest<LabelledImages> cifar(MemorySegment archive, List<String> classNames) {
    String folder = "cifar-10-batches-bin/";
    Map<String, MemorySegment> files =
        TarGz.read(archive, name -> name.endsWith(".bin"), 10_000 * 3073);
    List<MemorySegment> train =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> file(files, folder + "data_batch_" + i + ".bin"))
            .toList();
    return new TrainTest<>(
        cifarImages(train, classNames),
        cifarImages(List.of(file(files, folder + "test_batch.bin")), classNames));
  }

  private static MemorySegment file(Map<String, MemorySegment> files, String name) {
    MemorySegment file = files.get(name);
    if (file == null) {
      throw new MalformedDataException("The archive does not hold " + name + ".");
    }
    return file;
  }

  private static LabelledImages cifarImages(List<MemorySegment> files, List<String> classNames) {
    List<CifarBinary.Batch> batches = files.stream().map(CifarBinary::read).toList();
    int count = batches.stream().mapToInt(each -> each.labels().length).sum();
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * 3072];
    int done = 0;
    for (CifarBinary.Batch batch : batches) {
      System.arraycopy(batch.labels(), 0, labels, done, batch.labels().length);
      System.arraycopy(batch.pixels(), 0, pixels, done * 3072, batch.pixels().length);
      done += batch.labels().length;
    }
    return new LabelledImages(pixels, 3, 32, 32, 255, ints(labels), classNames);
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return ints;
  }
}
