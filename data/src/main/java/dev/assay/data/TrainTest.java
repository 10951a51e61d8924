package dev.assay.data;

/** What is learnt from, and what it is judged on. */
public record TrainTest<T>(T train, T test) {}
