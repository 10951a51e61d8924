package dev.assay.hub.people;

import dev.assay.hub.mail.Letter;
import dev.assay.hub.mail.Letters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rules of accounts: how one comes about, is entered, and ends.
 *
 * <p>What it answers never says whether an address has an account here: that is told to the address
 * itself, in a letter.
 */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,29}");
  // One @, no spaces: whether it is an address is for the letter to show.
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\",;:\\\\()\\[\\]]{1,64}@[A-Za-z0-9.-]{1,180}\\.[A-Za-z0-9-]{2,60}");
  private static final int LEAST = 10;
  private static final int MOST = 200;
  private static final int FAILURES = 10;
  private static final Duration LOCKED = Duration.ofMinutes(15);

  private final People people;
  private final Links links;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final SiteSettings settings;
  private final Letters letters;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private volatile @Nullable String nobody;

  public Accounts(
      People people,
      Links links,
      Sessions sessions,
      KnownBrowsers browsers,
      SiteSettings settings,
      Letters letters,
      TransactionTemplate transaction,
      Clock clock) {
    this.people = people;
    this.links = links;
    this.sessions = sessions;
    this.browsers = browsers;
    this.settings = settings;
    this.letters = letters;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The secret of a new link that makes the first administrator, empty where there is one. Links
   * made before end, so that the one printed last is the one that works.
   */
  public Optional<String> welcome() {
    return inTransaction(
        () -> {
          if (people.hasAdministrator()) {
            return Optional.empty();
          }
          links.revoke(Links.Kind.WELCOME, null);
          return Optional.of(
              links.make(Links.Kind.WELCOME, null, null, Role.ADMINISTRATOR, clock.instant()));
        });
  }

  /** A link of this kind that still works. */
  public Optional<Links.Link> link(Links.Kind kind, String secret) {
    return links.find(kind, secret, clock.instant());
  }

  /**
   * Makes an account by a link that is used up by it: the first administrator's, or an invitation.
   *
   * @throws AccountMistake where the link does not work any more, or the name, address or password
   *     cannot be
   */
  public Person join(
      Links.Kind kind, String secret, String name, @Nullable String email, String password) {
    requireName(name);
    requirePassword(password, name);
    String hash = hash(password);
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          Links.Link link = links.use(kind, secret, now).orElseThrow(Accounts::stale);
          String address = blankToNull(link.email() != null ? link.email() : email);
          if (address != null) {
            requireEmail(address);
          }
          // An invitation that came by mail has shown that the address answers.
          Instant confirmed = link.email() != null ? now : null;
          Person person = people.add(name, address, confirmed, hash, link.role(), now);
          if (address != null && confirmed == null) {
            sendConfirmation(person, address, link.role());
          }
          return person;
        });
  }

  /**
   * Asks for an account where the site is open. The answer is a letter; nothing else tells whether
   * the address had one.
   *
   * @throws AccountMistake where sign-up is not open, no mail can be sent, or the name, address or
   *     password cannot be
   */
  public void signUp(String name, String email, String password) {
    SiteSettings.Settings site = settings.get();
    if (site.signUp() != SiteSettings.SignUp.OPEN) {
      throw new AccountMistake("Accounts are made by invitation here.");
    }
    if (!letters.canSend()) {
      throw new AccountMistake("This site cannot send mail yet, so that nobody can sign up.");
    }
    requireName(name);
    requireEmail(email);
    requirePassword(password, name);
    String hash = hash(password);
    Optional<Person> called = people.byName(name);
    // A form that is sent twice is answered alike. What is compared where nobody has the name keeps
    // the time it takes the same.
    boolean again =
        matches(
            password,
            called.flatMap(person -> people.password(person.id())).orElseGet(this::nobody));
    transaction.executeWithoutResult(
        _ -> {
          Instant now = clock.instant();
          Optional<Person> there = people.byEmail(email);
          if (there.equals(called) && again) {
            return;
          }
          // Asked first: of a name that is taken, the answer must not depend on the address.
          if (called.isPresent()) {
            throw new AccountMistake(
                "name", "Somebody here is called %s already; choose another name.".formatted(name));
          }
          if (there.isPresent()) {
            letters.add(known(there.get(), email, now));
            return;
          }
          // Reads until the address has answered; the link then brings the newcomer's role.
          Person person = people.add(name, email, null, hash, Role.READER, now);
          sendConfirmation(person, email, site.newcomers());
        });
  }

  private Letter known(Person person, String email, Instant now) {
    return Letter.plain(
        "known %d %s".formatted(person.id(), now.toString().substring(0, 13)),
        email,
        "You have an account already",
        """
        Somebody, probably you, asked for an account with this address. There is one
        already: its name is %s. If you have forgotten the password, ask for a new one at
        %s
        """
            .formatted(person.name(), letters.address("/forgot")));
  }

  /**
   * Asks for another address, which becomes the account's when it answers. Nothing but a letter
   * tells whether it has an account.
   *
   * @param password the account's, where it has one
   * @throws AccountMistake where that is wrong, the address is none, or no mail can be sent
   */
  public void changeEmail(Person person, String email, String password) {
    requireEmail(email);
    if (!letters.canSend()) {
      throw new AccountMistake(
          "email", "This site cannot send mail yet, so that no address can be confirmed.");
    }
    Optional<String> hash = people.password(person.id());
    if (hash.isPresent() && !matches(password, hash.get())) {
      throw new AccountMistake("current", "The password is not right.");
    }
    transaction.executeWithoutResult(
        _ -> {
          Instant now = clock.instant();
          Optional<Person> there = people.byEmail(email);
          if (there.isPresent()) {
            letters.add(known(there.get(), email, now));
            return;
          }
          links.revoke(Links.Kind.ADDRESS, person.id());
          String secret =
              links.make(Links.Kind.ADDRESS, person.id(), email, confirmedRole(person), now);
          letters.add(
              Letter.plain(
                  "address %d %s".formatted(person.id(), now),
                  email,
                  "Confirm your address",
                  """
                  %s, confirm that this address is yours:
                  %s
                  The link works for three days; until then your account keeps the address that it
                  has. If you did not ask for this, do nothing.
                  """
                      .formatted(person.name(), letters.address("/confirm?link=" + secret))));
        });
  }

  /** What somebody is once their address has answered. */
  private Role confirmedRole(Person person) {
    return person.role() == Role.READER && !person.isConfirmed()
        ? settings.get().newcomers()
        : person.role();
  }

  /** Writes to a person so that they show that the address is theirs. */
  public void sendConfirmation(Person person) {
    String email = person.email();
    if (email != null && !person.isConfirmed()) {
      Role role = confirmedRole(person);
      transaction.executeWithoutResult(
          _ -> {
            links.revoke(Links.Kind.CONFIRMATION, person.id());
            sendConfirmation(person, email, role);
          });
    }
  }

  private void sendConfirmation(Person person, String email, Role role) {
    Instant now = clock.instant();
    String secret = links.make(Links.Kind.CONFIRMATION, person.id(), email, role, now);
    letters.add(
        Letter.plain(
            "confirm %d %s".formatted(person.id(), now),
            email,
            "Confirm your address",
            """
            Welcome, %s. Confirm that this address is yours:
            %s
            The link works for three days. If you did not ask for an account, do nothing.
            """
                .formatted(person.name(), letters.address("/confirm?link=" + secret))));
  }

  /** Takes the answer to a letter; empty where the link does not work any more. */
  public Optional<Person> confirm(String secret) {
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          return links
              .use(Links.Kind.CONFIRMATION, secret, now)
              .or(() -> links.use(Links.Kind.ADDRESS, secret, now).filter(this::moves))
              .flatMap(this::confirmed);
        });
  }

  /** Gives a person the address that has answered, and tells the old one. */
  private boolean moves(Links.Link link) {
    Long id = link.person();
    String email = link.email();
    if (id == null || email == null || people.byEmail(email).isPresent()) {
      return false;
    }
    Person person = people.find(id).orElseThrow();
    people.setEmail(id, email);
    // What was sent to the old address opens nothing any more.
    links.revoke(Links.Kind.RESET, id);
    links.revoke(Links.Kind.CONFIRMATION, id);
    String old = person.email();
    if (old != null && person.isConfirmed()) {
      letters.add(
          Letter.plain(
              "moved %d %s".formatted(id, clock.instant()),
              old,
              "Your account has another address",
              """
              The account %s has another address from now on, and letters go there. If
              that was not you, ask an administrator of %s for help.
              """
                  .formatted(person.name(), letters.host())));
    }
    return true;
  }

  private Optional<Person> confirmed(Links.Link link) {
    Long id = link.person();
    String email = link.email();
    if (id == null || email == null || !people.confirm(id, email, clock.instant())) {
      return Optional.empty();
    }
    Person person = people.find(id).orElseThrow();
    if (!person.role().atLeast(link.role())) {
      people.setRole(id, link.role());
    }
    return people.find(id);
  }

  /**
   * The person whose name or address and password these are, where they may sign in. Ten wrong
   * passwords lock an account for a quarter of an hour, but not for a browser that they have signed
   * in with before: nobody can keep others out by guessing.
   *
   * @param browser the secret that the browser is known by, empty where it has none
   */
  public Optional<Person> signIn(String nameOrEmail, String password, String browser) {
    // Asked for whoever it is: making it must not tell who is unknown.
    String otherwise = nobody();
    Optional<Person> person =
        nameOrEmail.length() > MOST ? Optional.empty() : people.byNameOrEmail(nameOrEmail.strip());
    String hash = person.flatMap(found -> people.password(found.id())).orElse(otherwise);
    boolean known = person.filter(found -> browsers.isOf(found.id(), browser)).isPresent();
    boolean locked =
        person
            .flatMap(found -> people.lockedUntil(found.id()))
            .filter(until -> until.isAfter(clock.instant()))
            .isPresent();
    boolean right = matches(password, hash);
    // A locked account says the same to whoever has the password and to whoever guesses it.
    if (person.isEmpty() || (locked && !known)) {
      return Optional.empty();
    }
    if (!right) {
      if (known) {
        browsers.failed(browser, FAILURES);
      } else {
        people.failed(person.get().id(), FAILURES, clock.instant(), LOCKED);
      }
      return Optional.empty();
    }
    if (known) {
      browsers.succeeded(browser);
    } else {
      people.succeeded(person.get().id());
    }
    return person.filter(found -> !found.isDisabled());
  }

  /** Writes a link for a new password to an address that has an account; nothing else tells. */
  public void forgot(String email) {
    if (!EMAIL.matcher(email).matches()) {
      return;
    }
    transaction.executeWithoutResult(
        _ ->
            people
                .byEmail(email)
                .filter(person -> !person.isDisabled())
                .ifPresent(
                    person ->
                        letters.add(
                            Letter.plain(
                                "reset %d %s".formatted(person.id(), clock.instant()),
                                email,
                                "A new password",
                                """
                                Somebody, probably you, asked for a new password for %s. Choose it at
                                %s
                                The link works once, for two hours. If you did not ask, do nothing.
                                """
                                    .formatted(
                                        person.name(),
                                        letters.address("/reset?link=" + resetLink(person)))))));
  }

  /** A link by which a person chooses a new password, for a letter or an administrator. */
  public String resetLink(Person person) {
    links.revoke(Links.Kind.RESET, person.id());
    return links.make(
        Links.Kind.RESET, person.id(), person.email(), person.role(), clock.instant());
  }

  /**
   * Sets a new password by a link, and ends all sessions.
   *
   * @throws AccountMistake where the link does not work any more or the password cannot be
   */
  public Person reset(String secret, String password) {
    requirePassword(password, "");
    String hash = hash(password);
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          Links.Link link = links.use(Links.Kind.RESET, secret, now).orElseThrow(Accounts::stale);
          Person person =
              Optional.ofNullable(link.person()).flatMap(people::find).orElseThrow(Accounts::stale);
          people.setPassword(person.id(), hash);
          if (link.email() != null) {
            people.confirm(person.id(), link.email(), now);
          }
          endAll(person);
          return person;
        });
  }

  /**
   * Changes a password by the old one, and ends all sessions.
   *
   * @throws AccountMistake where the old one is wrong or the new one cannot be
   */
  public void changePassword(Person person, String old, String password) {
    String hash = people.password(person.id()).orElseGet(this::nobody);
    if (!matches(old, hash)) {
      throw new AccountMistake("old", "The old password is not right.");
    }
    requirePassword(password, person.name());
    String fresh = hash(password);
    transaction.executeWithoutResult(
        _ -> {
          people.setPassword(person.id(), fresh);
          endAll(person);
        });
  }

  /** Ends all sessions of a person, and knows their browsers no more. */
  public void endAll(Person person) {
    sessions.endAll(person.id());
    browsers.forget(person.id());
  }

  /**
   * Makes an invitation and returns its secret; with an address it is sent there too.
   *
   * @throws AccountMistake where the address is none
   */
  public String invite(@Nullable String email, Role role) {
    String address = blankToNull(email);
    if (address != null) {
      requireEmail(address);
    }
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          String secret = links.make(Links.Kind.INVITATION, null, address, role, now);
          if (address != null && letters.canSend()) {
            letters.add(
                Letter.plain(
                    "invite %s %s".formatted(address, now),
                    address,
                    "You are invited",
                    """
                    You are invited to an Assay, a page of papers in which every claim can be run:
                    %s
                    The invitation works once, for two weeks.
                    """
                        .formatted(letters.address("/join?link=" + secret))));
          }
          return secret;
        });
  }

  /** Changes a role; throws {@link AccountMistake} where no administrator would be left. */
  public void setRole(Person person, Role role) {
    transaction.executeWithoutResult(
        _ -> {
          people.setRole(person.id(), role);
          links.revoke(Links.Kind.CONFIRMATION, person.id());
          links.revoke(Links.Kind.ADDRESS, person.id());
        });
  }

  /** Lets a person in no more, or again; throws as {@link #setRole} does. */
  public void setDisabled(Person person, boolean disabled) {
    transaction.executeWithoutResult(
        _ -> {
          people.setDisabled(person.id(), disabled ? clock.instant() : null);
          endAll(person);
        });
  }

  /**
   * Removes an account and what is its own; throws as {@link #setRole} does.
   *
   * @param first what is to be deleted before it, in the same transaction
   */
  public void delete(Person person, LongConsumer first) {
    transaction.executeWithoutResult(
        _ -> {
          first.accept(person.id());
          people.delete(person.id());
        });
  }

  /**
   * The person that another site vouches for, made where there is none and the site is open to
   * them.
   *
   * <p>A confirmed address shows that an account is theirs, except an administrator's: whoever
   * confirms addresses carelessly must not give the site away. An administrator {@link #link}s it.
   *
   * @param email an address that the other site has confirmed, null where it has none
   * @param joins whether they may make an account although the site is not open
   * @throws AccountMistake where they have no account and may not make one
   */
  public Person byIdentity(
      String issuer, String subject, String suggestedName, @Nullable String email, boolean joins) {
    return inTransaction(
        () ->
            known(issuer, subject, email)
                .orElseGet(
                    () -> {
                      SiteSettings.Settings now = settings.get();
                      if (now.signUp() != SiteSettings.SignUp.OPEN && !joins) {
                        throw new AccountMistake("Accounts are made by invitation here.");
                      }
                      return add(issuer, subject, suggestedName, free(email), now.newcomers());
                    }));
  }

  /**
   * The person that another site vouches for and who was invited, made where there is none. The
   * invitation is used up by it; whoever is here already has at least its role from then on.
   *
   * @throws AccountMistake where the invitation does not work any more, and as {@link #byIdentity}
   */
  public Person joinByIdentity(
      String secret, String issuer, String subject, String suggestedName, @Nullable String email) {
    return inTransaction(
        () -> {
          Links.Link link =
              links
                  .use(Links.Kind.INVITATION, secret, clock.instant())
                  .orElseThrow(Accounts::stale);
          Optional<Person> known = known(issuer, subject, email);
          if (known.isEmpty()) {
            // An invitation that came by mail has shown that the address answers.
            String address = link.email() != null ? link.email() : free(email);
            return add(issuer, subject, suggestedName, address, link.role());
          }
          long id = known.get().id();
          if (!known.get().role().atLeast(link.role())) {
            people.setRole(id, link.role());
          }
          return people.find(id).orElseThrow();
        });
  }

  /** Whom another site's account, or the address that it has confirmed, belongs to here. */
  private Optional<Person> known(String issuer, String subject, @Nullable String email) {
    Optional<Person> known = people.byIdentity(issuer, subject);
    if (known.isPresent()) {
      return known.map(Accounts::allowed);
    }
    Optional<Person> sameAddress =
        Optional.ofNullable(email).flatMap(people::byEmail).filter(Person::isConfirmed);
    if (sameAddress.filter(person -> person.role() == Role.ADMINISTRATOR).isPresent()) {
      throw new AccountMistake(
          "This account can change the site: sign in with its password once and link the"
              + " other one under Your account.");
    }
    sameAddress.ifPresent(person -> people.addIdentity(issuer, subject, person.id()));
    return sameAddress.map(Accounts::allowed);
  }

  /** An unconfirmed account has its address: it must not be taken over by its password. */
  private @Nullable String free(@Nullable String email) {
    return email != null && people.byEmail(email).isEmpty() ? email : null;
  }

  private Person add(
      String issuer, String subject, String suggestedName, @Nullable String email, Role role) {
    Instant now = clock.instant();
    Person person =
        people.add(freeName(suggestedName), email, email == null ? null : now, null, role, now);
    people.addIdentity(issuer, subject, person.id());
    return person;
  }

  /**
   * Lets a person sign in by another site from now on.
   *
   * @throws AccountMistake where that is somebody else's already
   */
  public void link(Person person, String issuer, String subject) {
    transaction.executeWithoutResult(
        _ -> {
          people.addIdentity(issuer, subject, person.id());
          if (people.byIdentity(issuer, subject).filter(of -> of.id() == person.id()).isEmpty()) {
            throw new AccountMistake("That account belongs to another person here.");
          }
        });
  }

  /**
   * Ends what {@link #link} began.
   *
   * @throws AccountMistake where nothing would be left to sign in with
   */
  public void unlink(Person person, String issuer) {
    transaction.executeWithoutResult(
        _ -> {
          people.removeIdentity(issuer, person.id());
          if (people.password(person.id()).isEmpty() && people.issuers(person.id()).isEmpty()) {
            throw new AccountMistake(
                "Choose a password first, by Forgotten the password: nothing else would be left to"
                    + " sign in with.");
          }
        });
  }

  private static Person allowed(Person person) {
    if (person.isDisabled()) {
      throw new AccountMistake("This account is closed.");
    }
    return person;
  }

  /** A name that can be and is free, near to the one that was suggested. */
  private String freeName(String suggested) {
    String letters = suggested.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
    String base =
        letters.length() < 2 ? "reader" : letters.substring(0, Math.min(24, letters.length()));
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? base : base + "-" + i)
        .filter(name -> people.byName(name).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /**
   * A hash to be checked where there is no such person, so that the time it takes tells nothing.
   * Made when first asked for: every start makes accounts, and a hash takes long by design.
   */
  private String nobody() {
    String known = nobody;
    if (known == null) {
      known = hash(Secret.random());
      nobody = known;
    }
    return known;
  }

  /** What is longer than a password can be is none, and is not compared. */
  private boolean matches(String password, String hash) {
    return password.length() <= MOST && passwords.matches(password, hash);
  }

  private String hash(String password) {
    return String.valueOf(passwords.encode(password));
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new AccountMistake(
          "name", "A name has 2 to 30 letters, digits and hyphens, and begins with a letter.");
    }
  }

  /**
   * Refuses what cannot be an address.
   *
   * @throws AccountMistake where it is none
   */
  public static void requireEmail(String email) {
    if (!EMAIL.matcher(email).matches()) {
      throw new AccountMistake("email", "This is no e-mail address.");
    }
  }

  /** Length is what counts (NIST SP 800-63B); the name and one repeated letter are no secret. */
  private static void requirePassword(String password, String name) {
    if (password.length() < LEAST || password.length() > MOST) {
      throw new AccountMistake(
          "password",
          "A password has %d to %d characters; a few words are easy to remember."
              .formatted(LEAST, MOST));
    }
    String small = password.toLowerCase(Locale.ROOT);
    if (password.chars().distinct().count() < 4
        || (!name.isEmpty() && small.replace(name.toLowerCase(Locale.ROOT), "").length() < 4)) {
      throw new AccountMistake("password", "This password is too easy to guess; take a few words.");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static AccountMistake stale() {
    return new AccountMistake("This link does not work any more; ask for a new one.");
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
