package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.curation.Submissions;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.shelf.PaperCollections;
import java.util.Optional;
import org.springframework.ui.Model;

/** What a paper's page tells of the collections it is in and of its submission. */
final class PaperKept {
  private static final int COLLECTIONS = 6;

  private final PaperCollections collections;
  private final Submissions submissions;

  PaperKept(PaperCollections collections, Submissions submissions) {
    this.collections = collections;
    this.submissions = submissions;
  }

  /** Adds it for who looks at the page. */
  void add(ArxivId paper, Model model) {
    Optional<Person> person = Visitor.current().map(Visitor::person);
    model.addAttribute("collections", collections.shownWith(paper, COLLECTIONS));
    person
        .filter(each -> each.role().atLeast(Role.MEMBER))
        .ifPresent(
            member -> {
              model.addAttribute("ownCollections", collections.of(member.id()));
              model.addAttribute("holding", collections.holding(member.id(), paper));
            });
    model.addAttribute(
        "withdrawable",
        person
            .flatMap(
                each ->
                    submissions.standing(paper).filter(standing -> standing.person() == each.id()))
            .filter(submissions::canBeWithdrawn)
            .isPresent());
  }
}
