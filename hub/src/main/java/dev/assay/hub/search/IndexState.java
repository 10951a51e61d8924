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
  static IndexState empty(String catalogue, String model) {
    return new IndexState(catalogue, model, 0, 0);
  }

  boolean isOf(String otherCatalogue, String otherModel) {
    return catalogue.equals(otherCatalogue) && model.equals(otherModel);
  }
}
