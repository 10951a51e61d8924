package dev.assay.tensor.nn;

import dev.assay.tensor.Autograd;
import dev.assay.tensor.Tensor;
import java.util.List;

/** Changes parameters by gradients. Make it outside of the steps' scopes: its state lives on. */
public abstract class Optimizer {
  private final List<Parameter> parameters;
  private final List<Tensor> rates;
  private Setting learningRate;
  private Setting ratesOf;

  /** Optimizes these, at least one. */
  protected Optimizer(List<Parameter> parameters, Setting learningRate) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("There is no parameter to optimize: all are frozen?");
    }
    learningRate.requireAtLeast(0, "learning rate");
    this.parameters = List.copyOf(parameters);
    this.learningRate = learningRate;
    this.ratesOf = learningRate;
    this.rates =
        learningRate.isShared()
            ? List.of()
            : parameters.stream().map(p -> learningRate.on(p.value()).copy()).toList();
  }

  /** The learning rate of the next step. */
  public final Setting learningRate() {
    return learningRate;
  }

  /** Changes the learning rate: a schedule, or to let members of a population rest. */
  public final void setLearningRate(Setting learningRate) {
    learningRate.requireAtLeast(0, "learning rate");
    this.learningRate = learningRate;
  }

  /** What is optimized. */
  public final List<Parameter> parameters() {
    return parameters;
  }

  /** Takes the gradient of a scalar and changes the parameters. */
  public final void step(Tensor loss) {
    step(Autograd.grad(loss, parameters.stream().map(Parameter::value).toList()));
  }

  /** Changes the parameters, given the gradient of each in their order. */
  public final void step(List<Tensor> gradients) {
    if (gradients.size() != parameters.size()) {
      throw new IllegalArgumentException(
          gradients.size() + " gradients were given for " + parameters.size() + " parameters.");
    }
    if (ratesOf != learningRate) {
      for (int i = 0; i < rates.size(); i++) {
        rates.get(i).copyInPlace(learningRate.on(parameters.get(i).value()));
      }
      ratesOf = learningRate;
    }
    begin();
    for (int i = 0; i < gradients.size(); i++) {
      update(i, parameters.get(i).value(), gradients.get(i));
    }
  }

  /** The members' learning rates for one stacked parameter: (members, 1, ...), or shape []. */
  protected final Tensor rates(int index) {
    // Kept from step to step: to make them costs as much as several operations.
    return rates.isEmpty() ? learningRate.on(parameters.get(index).value()) : rates.get(index);
  }

  /** Called once a step, before the parameters. */
  protected abstract void begin();

  /** Changes one parameter. */
  protected abstract void update(int index, Tensor value, Tensor gradient);
}
