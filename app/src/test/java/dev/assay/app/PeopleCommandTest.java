package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has the terminal helps whom the site cannot, beside a running hub. */
class PeopleCommandTest {
  private static Terminal people(String... arguments) {
    return Terminal.run(
        Stream.concat(
                Stream.of("people", "--home", TestHub.home().toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private final Accounts accounts =
      PeopleCommand.accounts(TestHub.hub().library(), TestHub.hub().address());

  /** Somebody without an address, as an invitation that was passed on makes them. */
  private Person join(String name) {
    return accounts.join(
        Links.Kind.INVITATION,
        accounts.invite(null, Role.READER),
        name,
        null,
        "correct horse battery");
  }

  @Test
  void aPasswordIsReplacedByALinkThatIsPrinted() {
    join("forgetful");
    assertThat(people().out())
        .containsPattern("forgetful +reader +since [0-9-]{10}  no address")
        .contains(" in all.");

    String link = people("--reset", "Forgetful", "--url", "https://papers.example.org").out();
    assertThat(link).startsWith("https://papers.example.org/reset?link=");
    accounts.reset(link.strip().replaceFirst(".*=", ""), "another fine phrase");
    assertThat(accounts.signIn("forgetful", "another fine phrase", "")).isPresent();
    assertThat(accounts.signIn("forgetful", "correct horse battery", "")).isEmpty();
  }

  @Test
  void somebodyBecomesAdministrator() {
    Person person = join("heir");
    accounts.setDisabled(person, true);
    assertThat(people("--administrator", "heir").out()).contains("heir is an administrator.");
    Person now = new People(TestHub.hub().library().jdbc()).find(person.id()).orElseThrow();
    assertThat(now.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(now.isDisabled()).isFalse();
    // Other tests need the last administrator to be the last.
    accounts.setRole(now, Role.READER);
  }

  @Test
  void whoIsNotThereIsSaidToBeSo() {
    Terminal said = people("--reset", "nobody-at-all");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("There is nobody called nobody-at-all here.");
  }
}
