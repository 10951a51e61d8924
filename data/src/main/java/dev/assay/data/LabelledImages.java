package dev.assay.data;

import dev.assay.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/** Images of one size with a class each; pixels are kept as bytes. */
public final class LabelledImages implements LabelledSet<LabelledImages> {
  private final byte[] pixels;
  private final int channels;
  private final int height;
  private final int width;
  private final int white;
  private final int[] labels;
  private final List<String> classNames;

  /**
   * Images that are handed over; nothing else may change the pixels from here on.
   *
   * @param pixels (n x channels x height x width), unsigned bytes
   * @param white the value of the brightest pixel possible, 255 as a rule
   * @param labels (n), each from 0 to below the number of classes
   * @throws IllegalArgumentException where the numbers do not fit each other
   */
  LabelledImages(
      byte[] pixels,
      int channels,
      int height,
      int width,
      int white,
      int[] labels,
      List<String> classNames) {
    int each = Math.multiplyExact(channels, Math.multiplyExact(height, width));
    if (pixels.length != (long) each * labels.length) {
      throw new IllegalArgumentException(
          labels.length
              + " images of "
              + channels
              + " x "
              + height
              + " x "
              + width
              + " pixels are not "
              + pixels.length
              + " bytes.");
    }
    this.pixels = pixels;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.white = white;
    this.labels = Positions.checkLabels(labels, labels.length, classNames.size());
    this.classNames = List.copyOf(classNames);
  }

  /** The number of colour planes: 1 or 3. */
  public int channels() {
    return channels;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /**
   * One pixel's brightness, from 0 to 1.
   *
   * @throws IndexOutOfBoundsException where there is no such pixel
   */
  public float pixel(int image, int channel, int row, int column) {
    Objects.checkIndex(image, labels.length);
    Objects.checkIndex(channel, channels);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    int position = ((image * channels + channel) * height + row) * width + column;
    return Byte.toUnsignedInt(pixels[position]) / (float) white;
  }

  /** The brightness of all pixels, from 0 to 1 (n x channels x height x width), float32. */
  public Tensor images() {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(pixels[i]) / (float) white;
    }
    return Tensor.of(values, labels.length, channels, height, width);
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public LabelledImages select(int... positions) {
    int each = channels * height * width;
    byte[] selected = new byte[Math.multiplyExact(each, positions.length)];
    int[] selectedLabels = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      selectedLabels[i] = labels[positions[i]];
      System.arraycopy(pixels, positions[i] * each, selected, i * each, each);
    }
    return new LabelledImages(selected, channels, height, width, white, selectedLabels, classNames);
  }

  @Override
  public LabelledImages withLabels(int... others) {
    return new LabelledImages(
        pixels,
        channels,
        height,
        width,
        white,
        Positions.checkLabels(others, labels.length, classNames.size()),
        classNames);
  }

  @Override
  public String toString() {
    return "%d images of %d x %d x %d in %d classes"
        .formatted(labels.length, channels, height, width, classNames.size());
  }
}
