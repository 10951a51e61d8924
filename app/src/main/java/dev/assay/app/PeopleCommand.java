package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.AccountMistake;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.KnownBrowsers;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.Sessions;
import dev.assay.hub.people.SiteSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "people",
    description = {
      "List who has an account, and help whom the site cannot.",
      "Whoever can use this terminal can do all that an administrator of the site can."
    },
    mixinStandardHelpOptions = true)
final class PeopleCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Mixin SiteOption site = new SiteOption();

  @Option(
      names = "--reset",
      paramLabel = "NAME",
      description =
          "Print a link by which this person chooses a new password. It works once, for two hours,"
              + " and ends a lock of the account.")
  @Nullable String reset;

  @Option(
      names = "--administrator",
      paramLabel = "NAME",
      description = "Make this person an administrator, and let them in where they were shut out.")
  @Nullable String administrator;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = database.open(home)) {
      People people = new People(library.jdbc());
      Accounts accounts = accounts(library, site.url);
      if (reset != null) {
        Person person = find(people, reset);
        out.println(site.url.resolve("/reset?link=" + accounts.resetLink(person)));
      } else if (administrator != null) {
        Person person = find(people, administrator);
        accounts.setRole(person, Role.ADMINISTRATOR);
        if (person.isDisabled()) {
          accounts.setDisabled(person, false);
        }
        out.println(Text.printable(person.name()) + " is an administrator.");
      } else {
        list(people, out);
      }
    } catch (AccountMistake e) {
      throw new UserMistake(e.sentence());
    }
    return 0;
  }

  /** The accounts of a library; none of their letters goes anywhere. */
  static Accounts accounts(Library library, URI url) {
    Clock clock = Clock.systemUTC();
    return new Accounts(
        new People(library.jdbc()),
        new Links(library.jdbc()),
        new Sessions(library.jdbc()),
        new KnownBrowsers(library.jdbc()),
        new SiteSettings(library.jdbc()),
        new Letters(library.jdbc(), clock, () -> url, false),
        library.transaction(),
        clock);
  }

  private static Person find(People people, String name) {
    return people
        .byName(name.strip())
        .orElseThrow(
            () -> new UserMistake("There is nobody called %s here.".formatted(name.strip())));
  }

  private static void list(People people, PrintWriter out) {
    int count = people.count();
    for (int offset = 0; offset < count; offset += PAGE) {
      for (Person person : people.all(PAGE, offset)) {
        String email = person.email();
        out.println(
            "%-30s  %-13s  since %s  %s%s%s"
                .formatted(
                    Text.printable(person.name()),
                    person.role().label(),
                    LocalDate.ofInstant(person.created(), ZoneOffset.UTC),
                    email == null ? "no address" : Text.printable(email),
                    email == null || person.isConfirmed() ? "" : ", not confirmed",
                    person.isDisabled() ? ", shut out" : ""));
      }
    }
    out.println(count == 0 ? "Nobody has an account." : count + " in all.");
  }
}
