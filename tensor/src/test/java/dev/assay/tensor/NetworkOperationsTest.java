package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SciPy 1.10 and NumPy 1.24 gave the expected numbers, from the formulas in the doc comments. */
class NetworkOperationsTest {
  @Test
  void convolves() {
    Tensor x = sine(1, 2, 4, 4);
    Tensor k = cosine(3, 2, 2, 2);
    Tensor bias = Tensor.of(new double[] {0.5, -0.5, 0}, 3);
    Tensor y = Convolution.plain().withStride(2).withPadding(1).conv2d(x, k, bias);
    assertThat(y.shape()).containsExactly(1, 3, 3, 3);
    // scipy.signal.correlate2d of each channel, summed
    close(
        y.select(1, 1),
        -0.2812833302575841,
        -0.7629729546518194,
        -0.5979159882240097,
        1.7103304217223823,
        -0.35351789754008023,
        -0.3398425146658749,
        0.23472040897416535,
        -2.920302855078906,
        -0.9355656692110138);
    close(
        Convolution.plain()
            .withDilation(2)
            .conv1d(sine(1, 1, 7), Tensor.of(new double[] {1, -2, .5}, 1, 1, 3), null),
        -2.196996101305327,
        0.07976883135659274,
        2.2831946683420754);
    // <conv(x), y> = <x, conv^T(y)>
    Convolution plain = Convolution.plain().withStride(2);
    Tensor z = plain.conv2d(x, k, null);
    Tensor back = plain.convTranspose2d(cosine(1, 3, 2, 2), k, null);
    assertThat(back.dot(x).item()).isCloseTo(z.dot(cosine(1, 3, 2, 2)).item(), within(1e-12));
    close(
        plain
            .im2col(x, 2, 2)
            .transpose()
            .matmul(k.reshape(3, 8).transpose())
            .transpose()
            .sub(z.reshape(1, 3, 4))
            .norm(),
        0);
    assertThat(
            Convolution.plain()
                .conv3d(sine(1, 1, 3, 3, 3), Tensor.ones(1, 1, 3, 3, 3), null)
                .item())
        .isCloseTo(sine(27).sum().item(), within(1e-12));
  }

  @Test
  void pools() {
    Tensor x = Tensor.range(0, 16).to(DType.FLOAT64).reshape(1, 1, 4, 4);
    close(Pooling.max2d(x, 2, 2, 0), 5, 7, 13, 15);
    close(Pooling.average2d(x, 2, 2, 0), 2.5, 4.5, 10.5, 12.5);
    close(Pooling.adaptiveAverage2d(x, 1, 1), 7.5);
    close(Pooling.max1d(x.reshape(1, 1, 16), 8, 8, 0), 7, 15);
  }

  @Test
  void attends() {
    Tensor q = sine(3, 2);
    Tensor k = cosine(3, 2);
    Tensor v = Tensor.range(0, 9).to(DType.FLOAT64).square().reshape(3, 3);
    double[] last = {15.950592017061968, 24.09135820655195, 34.232124396041925};
    close(
        attention(q, k, v, false).slice(0, 0, 1),
        15.270815230430818,
        21.894959223247355,
        30.519103216063893);
    close(
        attention(q, k, v, true).slice(0, 0, 2),
        0,
        1,
        4,
        2.3102103302383994,
        4.850350550397332,
        9.390490770556266);
    close(attention(q, k, v, true).slice(0, 2, 3), last);
    Tensor mask = Tensor.ones(3, 3).tril(0).gt(0);
    close(
        Attention.masked(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), mask)
            .squeeze(0)
            .sub(attention(q, k, v, true))
            .norm(),
        0);
  }

  private static Tensor attention(Tensor q, Tensor k, Tensor v, boolean causal) {
    Tensor q1 = q.unsqueeze(0);
    Tensor k1 = k.unsqueeze(0);
    Tensor v1 = v.unsqueeze(0);
    return (causal ? Attention.causal(q1, k1, v1) : Attention.full(q1, k1, v1)).squeeze(0);
  }

  @Test
  void normalizes() {
    Tensor x = Tensor.of(new double[] {1, 2, 4}, 1, 3);
    close(
        Normalization.layer(x, Tensor.of(new double[] {1, 2, 3}, 3), Tensor.full(0.5, 3), 1e-5),
        -0.5690415314502977,
        -0.03452076572514906,
        4.508905742938616);
    close(
        Normalization.rms(x, null, 1e-6),
        0.3779644460117677,
        0.7559288920235354,
        1.5118577840470708);
    Tensor mean = Tensor.zeros(1);
    Tensor variance = Tensor.ones(1);
    Tensor column = x.reshape(3, 1);
    Tensor y = Normalization.batch(column, mean, variance, null, null, true, 0.1, 0);
    assertThat(y.mean().item()).isCloseTo(0, within(1e-15));
    assertThat(y.square().mean().item()).isCloseTo(1, within(1e-15));
    // Running statistics: a tenth of the mean 7/3 and of the unbiased variance 7/3.
    close(mean, 7 / 30.0);
    close(variance, 0.9 + 7 / 30.0);
    close(
        Normalization.batch(column, Tensor.ones(1), Tensor.full(4, 1), null, null, false, 0.1, 0),
        0,
        0.5,
        1.5);
    Tensor two = Tensor.of(new double[] {1, 3, 10, 30}, 1, 4, 1);
    close(Normalization.group(two, 2, null, null, 0), -1, 1, -1, 1);
  }

  @Test
  void loses() {
    Tensor logits = Tensor.of(new double[][] {{1, 2, 3}, {1, -1, 0}});
    Tensor classes = Tensor.of(new long[] {2, 0}, 2);
    close(Loss.crossEntropy(logits, classes), 0.4076059644443803);
    close(Loss.crossEntropy(logits, classes, Loss.Reduction.SUM, 0.1), 2 * 0.5076059644443803);
    close(Loss.crossEntropy(logits, classes.oneHot(3).to(DType.FLOAT64)), 0.4076059644443803);
    close(
        Loss.negativeLogLikelihood(logits.logSoftmax(1), classes, Loss.Reduction.NONE).mean(),
        0.4076059644443803);
    Tensor x = Tensor.of(new double[] {0.3, 2}, 2);
    close(
        Loss.binaryCrossEntropy(x, Tensor.of(new double[] {1, 0.25}, 2), Loss.Reduction.MEAN),
        (0.5543552444685271 + 1.626928011042972) / 2);
    Tensor zero = Tensor.zeros(2);
    Tensor d = Tensor.of(new double[] {0.5, -3}, 2);
    close(Loss.huber(d, zero, Loss.Reduction.MEAN, 1), 1.3125);
    close(Loss.meanSquared(d, zero), 4.625);
    close(Loss.absolute(d, zero, Loss.Reduction.SUM), 3.5);
    Tensor target = Tensor.of(new double[][] {{.2, .3, .5}, {.1, .8, .1}});
    close(Loss.klDivergence(logits.logSoftmax(1), target.log()), 0.7732635275870051);
    close(Loss.gaussian(zero, Tensor.full(Math.log(4), 2), d), (2 * Math.log(4) + 9.25 / 4) / 4);
  }

  @Test
  void transforms() {
    Tensor z = Tensor.of(new double[] {1, 2, 0, -1, 3}, 5);
    close(Fourier.rfft(z).real(), 5, 3.3541019662496847, -3.3541019662496847);
    close(Fourier.rfft(z).imag(), 0, 0.3632712640026804, 1.5388417685876266);
    close(Fourier.irfft(Fourier.rfft(z), 5).sub(z).norm(), 0);
    close(Fourier.ifft(Fourier.fft(z)).real().sub(z).norm(), 0);
    // A circular convolution is a product of transforms: all of a 3 x 3 kernel's at once.
    Tensor spectrum = Fourier.fft2(Tensor.ones(3, 3), 4, 4);
    assertThat(spectrum.abs().amax().item()).isCloseTo(9, within(1e-12));
    close(Fourier.ifft2(spectrum).real().sum(), 9);
    Tensor window = Fourier.hannWindow(8);
    Tensor signal = sine(16);
    Tensor frames = Fourier.stft(signal, 8, 4, window);
    assertThat(frames.shape()).containsExactly(5, 5);
    close(
        frames.real().select(0, 1),
        -0.9865184213030356,
        1.4055613966923706,
        -1.837472481360233,
        0.9965429352147264,
        -1.6967266813449888);
    close(Fourier.istft(frames, 8, 4, window, 16).sub(signal).norm(), 0);
  }

  private static Tensor sine(long... shape) {
    return counted(shape).sin();
  }

  private static Tensor cosine(long... shape) {
    return counted(shape).cos();
  }

  private static Tensor counted(long... shape) {
    long count =
        IntStream.range(0, shape.length).mapToLong(i -> shape[i]).reduce(1, (p, q) -> p * q);
    return Tensor.range(0, count).to(DType.FLOAT64).reshape(shape);
  }

  private static void close(Tensor actual, double... expected) {
    assertThat(actual.toDoubleArray()).containsExactly(expected, within(1e-12));
  }
}
