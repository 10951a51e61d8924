package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.data.Datasets;
import dev.assay.data.store.DataStore;
import dev.assay.data.store.Place;
import dev.assay.lab.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DataCommandTest {
  @TempDir Path home;

  /** Somebody may have CIFAR-10 in a folder of their own. */
  @BeforeEach
  void needCifarToBeAbsent() {
    DataStore store = DataStore.standard().withCache(home);
    assumeThat(Datasets.cifar10().find(store)).isEqualTo(Place.ABSENT);
  }

  @Test
  void listsEachSetWithSizeLicenceAndPresence() {
    Terminal said = data();
    assertThat(said.exit()).isZero();
    assertThat(said.out().lines())
        .anySatisfy(line -> assertThat(line).matches("digits +265 kB +part of Assay +1,797 grey.*"))
        .anySatisfy(line -> assertThat(line).matches("cifar-10 +170\\.1 MB +absent +CIFAR-10.*"));
    assertThat(said.out()).contains("Licence: CC-BY-4.0.", "./assay data get NAME");

    JsonNode document = Json.tree(data("--json").out());
    assertThat(document).hasSize(Datasets.all().size());
    assertThat(document.get(0).get("name").asString()).isEqualTo("digits");
    assertThat(document.get(0).get("place").asString()).isEqualTo("bundled");
    assertThat(document.get(0).get("bytes").asLong()).isEqualTo(265_358);
  }

  @Test
  void getSaysThatASetIsThereOrCannotBeFetched() {
    Terminal there = data("get", "iris", "wine");
    assertThat(there.exit()).isZero();
    assertThat(there.out())
        .isEqualTo("iris is part of Assay (4 kB).\nwine is part of Assay (12 kB).\n");

    Terminal absent = data("get", "cifar-10", "--offline");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.out()).isEmpty();
    assertThat(absent.err())
        .startsWith("cifar-10/cifar-10-binary.tar.gz is not on this machine, neither in " + home)
        .contains("downloads are switched off");
  }

  @Test
  void verifyTellsGoodFromDamagedFromAbsent() throws IOException {
    Terminal good = data("verify", "iris");
    assertThat(good.exit()).isZero();
    assertThat(good.out()).isEqualTo("iris is as it should be.\n");

    Files.createDirectories(home.resolve("data/cifar-10"));
    Files.writeString(home.resolve("data/cifar-10/cifar-10-binary.tar.gz"), "damaged");
    Terminal damaged = data("verify");
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.out()).contains("digits is as it should be.\n").doesNotContain("absent");
    assertThat(damaged.err()).contains("it holds 7 bytes instead of 170052171");

    Files.delete(home.resolve("data/cifar-10/cifar-10-binary.tar.gz"));
    Terminal absent = data("verify", "cifar-10");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.out()).isEqualTo("cifar-10 is absent.\n");
  }

  @Test
  void anUnknownNameIsAMistake() {
    Terminal said = data("get", "irises");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).startsWith("There is no data set 'irises': there are digits, iris,");
  }

  @Test
  void aRunLooksForDataInItsHome() {
    Terminal run = Terminal.run("run", SlowPaper.ID, "--tier", "smoke", "--home", home.toString());
    assertThat(run.exit()).isZero();
    assertThat(System.getProperty(DataStore.HOME_PROPERTY)).isEqualTo(home.toString());
  }

  private Terminal data(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "data";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--home";
    all[arguments.length + 2] = home.toString();
    return Terminal.run(all);
  }
}
