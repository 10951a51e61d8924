package dev.assay.hub.runs;

/** One event of a run, as the worker printed it, and its place in the run from 1. */
public record StoredEvent(int seq, String json) {}
