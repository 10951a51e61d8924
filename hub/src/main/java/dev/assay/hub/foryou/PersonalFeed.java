package dev.assay.hub.foryou;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.follow.Follow;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks new papers for one person: by a {@link LinearSvm} over the papers' vectors, which learns to
 * tell what they voted for from all else, plus 1 where something that they follow brought the
 * paper. A score of 1 is that of a paper they voted for, as far as the model could have it so; a
 * follow counts as much.
 */
public final class PersonalFeed {
  /** So many of the newest papers are ranked; those of them without a vote are the negatives. */
  static final int CANDIDATES = 1000;

  /** So many of the latest votes are learnt from. */
  private static final int VOTES = 300;

  private static final int FOLLOWED_DAYS = 60;

  /** Below it two papers have too little to do with each other to name one as the reason. */
  private static final double LEAST_COSINE = 0.3;

  /** On vectors of length 1; the classes are balanced besides. */
  private static final double COST = 0.1;

  /** Far less than the scores of papers that are worth telling apart lie apart. */
  private static final double TOLERANCE = 0.01;

  private final PaperRepository papers;
  private final Supplier<PaperSearch> search;
  private final Votes votes;
  private final FollowedPapers followed;
  private final Clock clock;

  /**
   * A paper of somebody's feed.
   *
   * @param because the paper they voted for that speaks most for this one, null where that is not
   *     like it
   * @param follow what brought it, null where nothing did
   */
  public record Pick(Paper paper, double score, @Nullable Paper because, @Nullable Follow follow) {}

  /**
   * Somebody's feed, best first.
   *
   * @param votes how many votes were learnt from
   * @param unread how many votes were for papers that have no vector, or not yet
   */
  public record Feed(List<Pick> picks, int votes, int unread) {
    public Feed {
      picks = List.copyOf(picks);
    }
  }

  public PersonalFeed(
      PaperRepository papers,
      Supplier<PaperSearch> search,
      Votes votes,
      FollowedPapers followed,
      Clock clock) {
    this.papers = papers;
    this.search = search;
    this.votes = votes;
    this.followed = followed;
    this.clock = clock;
  }

  /** The feed of a person: without papers that they voted for, which they know. */
  public Feed of(long person) {
    List<ArxivId> voted =
        votes.of(person).stream().limit(VOTES).map(vote -> new ArxivId(vote.paper())).toList();
    Map<ArxivId, Follow> brought = new LinkedHashMap<>();
    Map<ArxivId, Paper> candidates = new LinkedHashMap<>();
    newest().forEach(paper -> candidates.put(paper.id(), paper));
    for (FollowedPapers.Brought each :
        followed.of(person, LocalDate.now(clock).minusDays(FOLLOWED_DAYS))) {
      brought.put(each.paper().id(), each.follow());
      candidates.putIfAbsent(each.paper().id(), each.paper());
    }
    candidates.keySet().removeAll(Set.copyOf(voted));
    candidates.values().removeIf(Paper::withdrawn);
    Model model = voted.isEmpty() ? null : learn(voted, candidates.keySet());
    List<Pick> picks = new ArrayList<>();
    for (Paper paper : candidates.values()) {
      Follow follow = brought.get(paper.id());
      Pick pick = model == null ? null : model.pick(paper, follow);
      if (pick != null) {
        picks.add(pick);
      } else if (follow != null) {
        picks.add(new Pick(paper, 1, null, follow));
      }
    }
    picks.sort(Comparator.comparingDouble(Pick::score).reversed());
    int learnt = model == null ? 0 : model.voted().size();
    return new Feed(picks, learnt, voted.size() - learnt);
  }

  private List<Paper> newest() {
    return papers.newest(CANDIDATES, 0);
  }

  /** What was learnt of a person, and the vectors it ranks. */
  private record Model(LinearSvm svm, List<Paper> voted, Map<ArxivId, float[]> vectors) {
    /** The paper with its score; null where it has no vector. */
    @Nullable Pick pick(Paper paper, @Nullable Follow follow) {
      float[] vector = vectors.get(paper.id());
      if (vector == null) {
        return null;
      }
      Paper nearest = voted.get(svm.strongest(vector));
      return new Pick(
          paper,
          svm.score(vector) + (follow == null ? 0 : 1),
          cosine(vector, vectors.get(nearest.id())) < LEAST_COSINE ? null : nearest,
          follow);
    }

    /** Of vectors of length 1. */
    private static double cosine(float[] a, float @Nullable [] b) {
      double sum = 0;
      for (int i = 0; b != null && i < a.length; i++) {
        sum += (double) a[i] * b[i];
      }
      return sum;
    }
  }

  private @Nullable Model learn(List<ArxivId> voted, Set<ArxivId> others) {
    Map<ArxivId, float[]> vectors =
        search
            .get()
            .embeddings(Stream.concat(voted.stream(), others.stream()).toList())
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toArray()));
    List<Paper> positives =
        papers.findAll(voted).stream().filter(paper -> vectors.containsKey(paper.id())).toList();
    List<float[]> negatives =
        others.stream().filter(vectors::containsKey).map(id -> vectors.get(id)).toList();
    return positives.isEmpty() || negatives.isEmpty()
        ? null
        : new Model(
            LinearSvm.train(
                positives.stream().map(paper -> vectors.get(paper.id())).toList(),
                negatives,
                COST,
                TOLERANCE),
            positives,
            vectors);
  }
}
