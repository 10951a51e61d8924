package dev.assay.app;

import dev.assay.lab.Environment;
import dev.assay.tensor.Device;
import picocli.CommandLine.Option;

/** Where the trials of a command compute. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "Compute on cpu, cuda (an NVIDIA GPU) or cuda:N (default: cpu); docs/gpu.md says what a GPU"
              + " needs.")
  String name = "cpu";

  /**
   * Makes it the device of all tensors of this process.
   *
   * @return whether it is the CPU, where a trial gives the same numbers to the last bit
   */
  boolean use() {
    Device device;
    try {
      device = Device.parse(name);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UserMistake(String.valueOf(e.getMessage()));
    }
    Device.makeStandard(device);
    System.setProperty(Environment.DEVICE_PROPERTY, device.toString());
    return device.equals(Device.cpu());
  }
}
