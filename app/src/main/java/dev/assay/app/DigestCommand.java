package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.digest.DigestEditor;
import dev.assay.hub.digest.Digests;
import dev.assay.hub.digest.Subscription;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.follow.Topics;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.mail.Refusals;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Votes;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "digest",
    description = {
      "Say who gets the digest of trending papers, and when.",
      "A running hub sends it by itself; this sends nothing."
    },
    mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Mixin SiteOption site = new SiteOption();

  @Option(
      names = "--dry-run",
      description = "Print what each subscriber would be sent if it were due now.")
  boolean dryRun;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "Of one subscriber alone; with --dry-run, the letter's whole text.")
  @Nullable String to;

  @Option(
      names = "--bounced",
      paramLabel = "ADDRESS",
      description =
          "Send no more digests to this address, of which a bounce or a complaint came by mail; the"
              + " return path that a bounce came back to will do as well.")
  @Nullable String bounced;

  @Option(
      names = "--again",
      paramLabel = "ADDRESS",
      description = "Send digests to this address again.")
  @Nullable String again;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = database.open(home)) {
      Refusals refusals = new Refusals(library.jdbc(), Clock.systemUTC());
      if (bounced != null) {
        String address = address(MailServer.recipient(bounced.strip()));
        refusals.suspend(address, "marked by an administrator");
        out.println("No more digests are sent to " + address + ".");
      } else if (again != null) {
        String address = address(again.strip());
        out.println(
            refusals.restore(address)
                ? "Digests are sent to " + address + " again."
                : address + " was not refused.");
      } else if (dryRun) {
        dryRun(digests(library, home.folder, site.url), out);
      } else {
        list(digests(library, home.folder, site.url), refusals, out);
      }
    }
    return 0;
  }

  private static String address(String text) {
    try {
      Accounts.requireEmail(text);
      return text;
    } catch (AccountMistake e) {
      throw new UserMistake(e.sentence());
    }
  }

  /** The digests of a library, which are made but not handed to a mail server. */
  static Digests digests(Library library, Path home, URI url) {
    Claims claims = new Claims(Reproductions.all());
    Records records =
        new Records(
            Stream.concat(
                    Stream.of(home.resolve("records")), AssayCommand.shippedRecords().stream())
                .toList());
    Standings standings = new Standings(claims, records);
    Clock clock = Clock.systemUTC();
    People people = new People(library.jdbc());
    Letters letters = new Letters(library.jdbc(), clock, () -> url, false);
    Listings listings = new Listings(library.papers(), claims, standings, clock);
    Follows follows =
        new Follows(
            library.jdbc(),
            library.transaction(),
            new Topics(claims, standings, new Boards(claims, records)),
            new Notifications(library.jdbc(), people, letters, clock),
            clock);
    return new Digests(
        library.jdbc(),
        new DigestEditor(
            listings,
            standings,
            new Votes(library.jdbc()),
            follows,
            new FollowedPapers(follows, listings, library::search),
            clock),
        letters,
        new Refusals(library.jdbc(), clock),
        people,
        new SiteSettings(library.jdbc()),
        library.transaction(),
        clock);
  }

  private boolean isMeant(Subscription subscription) {
    return to == null || subscription.email().equalsIgnoreCase(to);
  }

  private void dryRun(Digests digests, PrintWriter out) {
    List<Digests.Draft> drafts =
        digests.drafts().stream().filter(draft -> isMeant(draft.subscription())).toList();
    for (Digests.Draft draft : drafts) {
      out.println("To: " + Text.printable(draft.subscription().email()));
      out.println("Subject: " + Text.printable(draft.subject()));
      if (to == null) {
        draft.digest().news().forEach(news -> out.println("  " + Text.printable(news.sentence())));
        Stream.concat(draft.digest().followed().stream(), draft.digest().trending().stream())
            .forEach(
                entry ->
                    out.println(
                        "  %s  %s"
                            .formatted(
                                entry.paper().id().value(),
                                Text.printable(entry.paper().title()))));
      } else {
        out.println();
        draft.text().lines().forEach(line -> out.println(Text.printable(line)));
      }
      out.println();
    }
    out.println(
        drafts.isEmpty()
            ? "Nothing would be sent: nobody has subscribed, or there is nothing they have not had."
            : "%d would be sent if it were due now; nothing was.".formatted(drafts.size()));
  }

  private void list(Digests digests, Refusals refusals, PrintWriter out) {
    List<Subscription> served = digests.served().stream().filter(this::isMeant).toList();
    for (Subscription subscription : served) {
      out.println(
          "%s  %s, next %s"
              .formatted(
                  Text.printable(subscription.email()),
                  subscription.schedule().words(),
                  subscription.next()));
    }
    refusals.all(1000).stream()
        .filter(refused -> refused.suspended() != null)
        .forEach(
            refused ->
                out.println(
                    "%s  no more, %s"
                        .formatted(
                            Text.printable(refused.email()), Text.printable(refused.reason()))));
    out.println(served.isEmpty() ? "Nobody is sent the digest." : served.size() + " in all.");
  }
}
