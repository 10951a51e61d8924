package dev.assay.lab;

class MemoryTrialStoreTest extends TrialStoreContract {
  private final TrialStore store = new MemoryTrialStore();

  @Override
  protected TrialStore store() {
    return store;
  }
}
