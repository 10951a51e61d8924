package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.people.SiteSettings.Settings;
import dev.assay.hub.people.SiteSettings.SignUp;
import dev.assay.hub.records.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FreshnessTest {
  @TempDir Path folder;

  private Freshness freshness() {
    return new Freshness(TestLibrary.get(), new Records(List.of(folder)), TestLibrary.clock());
  }

  @Test
  void whatAnybodyCommitsChangesIt() {
    Freshness freshness = freshness();
    JdbcClient jdbc = TestLibrary.get().jdbc();
    String before = freshness.now();
    jdbc.sql("insert into site_setting (name, value) values ('test-freshness', '1')").update();
    String added = freshness.now();
    assertThat(added).isNotEqualTo(before);
    jdbc.sql("delete from site_setting where name = 'test-freshness'").update();
    assertThat(freshness.now()).isNotEqualTo(added);
  }

  @Test
  void aRecordOfAnyFolderChangesIt() throws Exception {
    Records records = new Records(List.of(folder.resolve("none"), folder));
    long before = records.state();
    Path paper = Files.createDirectories(folder.resolve("2310.01769"));
    long withPaper = records.state();
    assertThat(withPaper).isNotEqualTo(before).isEqualTo(records.state());
    Files.setLastModifiedTime(paper, FileTime.fromMillis(0));
    Files.writeString(paper.resolve("record.json"), "{}");
    assertThat(records.state()).isNotEqualTo(withPaper);
  }

  @Test
  void timeChangesIt() {
    Clock later = Clock.offset(TestLibrary.clock(), Duration.ofMinutes(1));
    String now = freshness().now();
    String then = new Freshness(TestLibrary.get(), new Records(List.of(folder)), later).now();
    assertThat(lastWord(then)).isNotEqualTo(lastWord(now));
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' '));
  }

  @Test
  void pagesShowAtOnceWhatHasChanged() throws Exception {
    try (SamplePapers papers = new SamplePapers()) {
      assertThat(Site.text("/papers/2018-05-05")).contains("No papers here");
      papers.with(paper("1805.00001", "2018-05-05", "Brandnewly").build());
      assertThat(Site.text("/papers/2018-05-05")).contains("Brandnewly");
      assertThat(Site.text("/search?q=brandnewly")).contains("1805.00001");
      assertThat(Site.get("/papers/1805.00001").statusCode()).isEqualTo(200);
    }
    assertThat(Site.text("/papers/2018-05-05")).contains("No papers here");
    assertThat(Site.text("/search?q=brandnewly")).doesNotContain("1805.00001");
    assertThat(Site.get("/papers/1805.00001").statusCode()).isEqualTo(404);
  }

  @Test
  void aKeptPageIsNotForThosePutOut() throws Exception {
    SiteSettings settings = TestLibrary.bean(SiteSettings.class);
    Settings open = settings.get();
    assertThat(Site.get("/boards").statusCode()).isEqualTo(200);
    settings.set(new Settings(SignUp.INVITATION, Role.MEMBER, Role.MEMBER, false));
    try {
      assertThat(Site.get("/boards").statusCode()).isEqualTo(302);
    } finally {
      settings.set(open);
    }
  }
}
