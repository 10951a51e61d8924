package dev.assay.hub.search;

/**
 * How far an index has followed the database.
 *
 * @param catalogue which database
 * @param model whose vectors it holds, empty for none
 * @param papers the number of the last change of a paper that is in it
 * @param embeddings the number of the last vector that is in it
 */
record IndexState(String catalogue, String model, long papers, long embeddings) {
  static IndexState empty(String catalogue) {
    return new IndexState(catalogue, "", 0, 0);
  }

  IndexState withPapers(long number) {
    return new IndexState(catalogue, model, number, embeddings);
  }

  IndexState withEmbeddings(long number) {
    return new IndexState(catalogue, model, papers, number);
  }

  /** As it is when the embeddings of another model are to take the place of the old. */
  IndexState withModel(String other) {
    return new IndexState(catalogue, other, papers, 0);
  }
}
