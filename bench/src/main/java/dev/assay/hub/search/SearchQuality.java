package dev.assay.hub.search;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository.Change;
import dev.assay.lab.Interval;
import dev.assay.lab.stats.RunScores;
import dev.assay.lab.stats.StratifiedBootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well searches find: words, vectors and their fusions beside PostgreSQL's full-text search, on
 * the same questions.
 *
 * <pre>
 * ./assay import papers.jsonl.gz --home HOME; ./assay index --home HOME
 * bench/run dev.assay.hub.search.SearchQuality HOME CRANFIELD [SEED]
 * </pre>
 *
 * <p>HOME holds papers and their embeddings by the embedder of the jar. CRANFIELD is a folder with
 * {@code cran.all.1400}, {@code cran.qry} and {@code QRelsCorrectedforTRECeval}, whose grades 1 to
 * 5 are the gains.
 *
 * <p>Known items: each {@value #EVERY}th paper asks one question, of a kind by turns. <em>Held
 * out</em>: the third sentence of the abstract, which is taken out of the index. <em>Dropped</em>:
 * a quarter of the title's words and the abstract's last sentence, in random order. <em>Title</em>:
 * half of the title's words, in random order. Another SEED (0 if left out) takes other papers and
 * words. All papers are in the index.
 */
final class SearchQuality {
  private static final int EVERY = 14;
  private static final int REPLICATIONS = 5_000;
  private static final String MODEL = "model";
  private static final String DEFAULT = "scores fused, the default";

  private final TextEmbedder embedder;
  private final Connection connection;

  /** By method: the known items are asked once, and counted by kind and all together. */
  private final Map<String, Map<Question, List<ArxivId>>> answered = new HashMap<>();

  /** What is asked, and how much each paper is worth as an answer. */
  private record Question(String text, Map<ArxivId, Integer> gains) {}

  /** The best papers for a question, best first. */
  private interface Method {
    List<ArxivId> best(String question) throws SQLException;
  }

  /** What an answer is worth. */
  private interface Measure {
    double of(List<ArxivId> answer, Question question);
  }

  private SearchQuality(TextEmbedder embedder, Connection connection) {
    this.embedder = embedder;
    this.connection = connection;
  }

  public static void main(String[] arguments) throws Exception {
    try (Library library = Library.openOrJoin(Path.of(arguments[0]));
        TextEmbedder embedder = TextEmbedders.miniLm();
        Connection connection = library.dataSource().getConnection()) {
      SearchQuality quality = new SearchQuality(embedder, connection);
      quality.cranfield(Path.of(arguments[1]));
      quality.knownItems(library, arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0);
    }
  }

  // --- Cranfield ---------------------------------------------------------------------------------

  private void cranfield(Path folder) throws IOException, SQLException {
    List<Paper> papers = new ArrayList<>();
    records(folder.resolve("cran.all.1400"))
        .forEach(
            (number, fields) ->
                papers.add(
                    Paper.of(
                            cranfieldId(number),
                            fields.getOrDefault("T", ""),
                            fields.getOrDefault("W", ""))
                        .build()));
    Map<Integer, Map<ArxivId, Integer>> gains = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("QRelsCorrectedforTRECeval"))) {
      String[] fields = line.strip().split("\\s+", -1);
      gains
          .computeIfAbsent(Integer.valueOf(fields[0]), _ -> new HashMap<>())
          .put(cranfieldId(Integer.parseInt(fields[2])), Integer.parseInt(fields[3]));
    }
    List<Question> questions = new ArrayList<>();
    // The judgements count the queries; the queries' own numbers have gaps.
    for (Map<String, String> query : records(folder.resolve("cran.qry")).values()) {
      questions.add(
          new Question(
              query.getOrDefault("W", ""), gains.getOrDefault(questions.size() + 1, Map.of())));
    }
    compare(
        "Cranfield, nDCG@10",
        index(papers, Map.of()),
        questions,
        Map.of("nDCG@10", SearchQuality::ndcg));
  }

  private static ArxivId cranfieldId(int number) {
    return new ArxivId("local-cran-" + number);
  }

  /** The records of SMART's format: {@code .I 1}, and a line {@code .X} before each field. */
  private static Map<Integer, Map<String, String>> records(Path file) throws IOException {
    Map<Integer, Map<String, String>> records = new LinkedHashMap<>();
    Map<String, String> record = new HashMap<>();
    String field = "";
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(".I ")) {
        record = new HashMap<>(Map.of("T", "", "W", ""));
        records.put(Integer.valueOf(line.substring(3).strip()), record);
      } else if (line.matches("\\.[A-Z]")) {
        field = line.substring(1);
      } else {
        record.merge(field, line + " ", String::concat);
      }
    }
    return records;
  }

  private static double ndcg(List<ArxivId> answer, Question question) {
    double found = 0;
    for (int i = 0; i < Math.min(10, answer.size()); i++) {
      found += question.gains().getOrDefault(answer.get(i), 0) / discount(i);
    }
    List<Integer> best =
        question.gains().values().stream().sorted(Comparator.reverseOrder()).limit(10).toList();
    double ideal =
        IntStream.range(0, best.size()).mapToDouble(i -> best.get(i) / discount(i)).sum();
    return ideal == 0 ? 0 : found / ideal;
  }

  private static double discount(int rank) {
    return Math.log(rank + 2) / Math.log(2);
  }

  // --- known items -------------------------------------------------------------------------------

  private void knownItems(Library library, int seed) throws SQLException {
    List<Paper> papers = papers(library);
    EmbeddingRepository repository =
        new EmbeddingRepository(library.dataSource(), library.transaction(), library.papers());
    Map<ArxivId, Embedding> embeddings =
        repository.findAll(embedder.name(), papers.stream().map(Paper::id).toList());
    Map<String, List<Question>> kinds = new LinkedHashMap<>();
    Random random = new Random(seed);
    int turn = 0;
    for (int i = seed % EVERY; i < papers.size(); i += EVERY) {
      Paper paper = papers.get(i);
      List<String> sentences = List.of(paper.abstractText().split("(?<=[.!?])\\s+(?=[A-Z])", -1));
      List<String> title = new ArrayList<>(List.of(paper.title().split("\\s+", -1)));
      Collections.shuffle(title, random);
      if (sentences.size() < 4 || title.size() < 4) {
        continue;
      }
      String kind;
      String text;
      switch (turn++ % 3) {
        case 0 -> {
          kind = "held out";
          text = sentences.get(2);
          List<String> rest = new ArrayList<>(sentences);
          rest.remove(2);
          Paper without = paper.with().abstractText(String.join(" ", rest)).build();
          papers.set(i, without);
          embeddings.remove(paper.id());
        }
        case 1 -> {
          kind = "dropped";
          List<String> words = new ArrayList<>(title.subList(title.size() / 4, title.size()));
          words.addAll(List.of(sentences.getLast().split("\\s+", -1)));
          Collections.shuffle(words, random);
          text = String.join(" ", words);
        }
        default -> {
          kind = "title";
          text = String.join(" ", title.subList(title.size() / 2, title.size()));
        }
      }
      kinds
          .computeIfAbsent(kind, _ -> new ArrayList<>())
          .add(new Question(text, Map.of(paper.id(), 1)));
    }
    SearchIndex index = index(papers, embeddings);
    Map<String, Measure> measures = new LinkedHashMap<>();
    measures.put("first", (answer, question) -> recall(answer, question, 1));
    measures.put("first 5", (answer, question) -> recall(answer, question, 5));
    for (Map.Entry<String, List<Question>> kind : kinds.entrySet()) {
      compare("known items, " + kind.getKey(), index, kind.getValue(), measures);
    }
    compare(
        "known items, all",
        index,
        kinds.values().stream().flatMap(List::stream).toList(),
        measures);
  }

  private static List<Paper> papers(Library library) {
    List<Paper> papers = new ArrayList<>();
    long reached = 0;
    while (true) {
      List<Change> some = library.papers().changedSince(reached, 1000);
      if (some.isEmpty()) {
        papers.sort(Comparator.comparing(Paper::id));
        return papers;
      }
      some.forEach(change -> papers.add(change.paper()));
      reached = some.getLast().number();
    }
  }

  private static double recall(List<ArxivId> answer, Question question, int among) {
    return answer.stream().limit(among).anyMatch(question.gains()::containsKey) ? 1 : 0;
  }

  // --- what is compared --------------------------------------------------------------------------

  /** Both indexes of the papers: Assay's, and PostgreSQL's in a table that goes with us. */
  private SearchIndex index(List<Paper> papers, Map<ArxivId, Embedding> known) throws SQLException {
    SearchIndex index = LuceneIndex.inMemory("bench");
    List<IndexedPaper> indexed = new ArrayList<>();
    for (Paper paper : papers) {
      Embedding embedding = known.get(paper.id());
      indexed.add(
          new IndexedPaper(
              paper,
              embedding == null ? embedder.document(EmbeddingRepository.text(paper)) : embedding));
    }
    index.apply(indexed, new IndexState("bench", MODEL, 1, 1));
    try (var statement = connection.createStatement()) {
      statement.execute("drop table if exists bench_text");
      statement.execute("create temporary table bench_text (id text, words tsvector)");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into bench_text values (?, setweight(to_tsvector('english', ?), 'A') ||"
                  + " setweight(to_tsvector('english', ?), 'D'))")) {
        for (Paper paper : papers) {
          insert.setString(1, paper.id().value());
          insert.setString(2, paper.title());
          insert.setString(3, paper.abstractText());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      statement.execute("create index on bench_text using gin (words)");
      statement.execute("analyze bench_text");
    }
    return index;
  }

  private Map<String, Method> methods(SearchIndex index) {
    Map<String, Method> methods = new LinkedHashMap<>();
    methods.put("words (BM25)", question -> ids(words(index, question).hits()));
    methods.put("vectors", question -> ids(near(index, question).hits()));
    methods.put(
        "ranks fused (RRF, 60)",
        question -> byRanks(words(index, question).hits(), near(index, question).hits()));
    methods.put(
        DEFAULT,
        question ->
            ids(
                PaperSearch.fused(
                    index,
                    criteria(question),
                    words(index, question),
                    PaperSearch.near(index, embedder.query(question), criteria(question)))));
    methods.put("PostgreSQL, ts_rank", question -> postgres("ts_rank", question));
    methods.put("PostgreSQL, ts_rank_cd", question -> postgres("ts_rank_cd", question));
    return methods;
  }

  private static Criteria criteria(String question) {
    return new Criteria(SearchQuery.ofWords(question), PaperFilter.all(), false);
  }

  private static Found words(SearchIndex index, String question) {
    return index.byWords(criteria(question), SearchResults.MOST);
  }

  private Found near(SearchIndex index, String question) {
    return index.byVector(embedder.query(question), criteria(question), PaperSearch.NEIGHBOURS);
  }

  private static List<ArxivId> ids(List<IndexHit> hits) {
    return hits.stream().map(IndexHit::id).toList();
  }

  private static List<ArxivId> byRanks(List<IndexHit> words, List<IndexHit> near) {
    Map<ArxivId, Double> scores = new HashMap<>();
    for (List<IndexHit> hits : List.of(words, near)) {
      for (int i = 0; i < hits.size(); i++) {
        scores.merge(hits.get(i).id(), 1.0 / (61 + i), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<ArxivId, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Any of the words suffices, as for BM25; with all of them it would find next to nothing. */
  private List<ArxivId> postgres(String rank, String question) throws SQLException {
    String sql =
        """
        with asked as (
          select string_agg(quote_literal(lexeme), ' | ')::tsquery as words
          from unnest(to_tsvector('english', ?)))
        select id from bench_text, asked where bench_text.words @@ asked.words
        order by %s(bench_text.words, asked.words, 1) desc, id limit 10
        """
            .formatted(rank);
    List<ArxivId> ids = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, question);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          ids.add(new ArxivId(rows.getString(1)));
        }
      }
    }
    return ids;
  }

  private void compare(
      String title, SearchIndex index, List<Question> questions, Map<String, Measure> measures)
      throws SQLException {
    System.out.printf("%n%s: %d questions%n", title, questions.size());
    Map<String, List<List<ArxivId>>> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Method> method : methods(index).entrySet()) {
      Map<Question, List<ArxivId>> known =
          answered.computeIfAbsent(method.getKey(), _ -> new HashMap<>());
      List<List<ArxivId>> best = new ArrayList<>();
      for (Question question : questions) {
        List<ArxivId> answer = known.get(question);
        if (answer == null) {
          answer = method.getValue().best(question.text());
          known.put(question, answer);
        }
        best.add(answer);
      }
      answers.put(method.getKey(), best);
    }
    measures.forEach(
        (name, measure) -> {
          double[] usual = scores(answers.getOrDefault(DEFAULT, List.of()), questions, measure);
          answers.forEach(
              (method, best) -> {
                double[] scores = scores(best, questions, measure);
                double[] ahead = new double[scores.length];
                Arrays.setAll(ahead, i -> usual[i] - scores[i]);
                System.out.printf(
                    "%-26s %-8s %s   default ahead by %s%n",
                    method, name, mean(scores), mean(ahead));
              });
        });
  }

  private static double[] scores(
      List<List<ArxivId>> answers, List<Question> questions, Measure measure) {
    return IntStream.range(0, questions.size())
        .mapToDouble(i -> measure.of(answers.get(i), questions.get(i)))
        .toArray();
  }

  /** The mean, with its 95 percent interval. */
  private static String mean(double[] values) {
    Interval interval =
        StratifiedBootstrap.interval(
            RunScores.of(values),
            scores -> scores.all().average().orElseThrow(),
            0.95,
            REPLICATIONS,
            new SplittableRandom(0));
    return "%6.3f [%6.3f, %6.3f]"
        .formatted(Arrays.stream(values).average().orElseThrow(), interval.low(), interval.high());
  }
}
