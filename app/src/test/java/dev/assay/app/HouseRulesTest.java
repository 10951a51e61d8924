package dev.assay.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.function.Predicate;

/** Keeps the house as ARCHITECTURE.md draws it: each room uses only what stands below it. */
@AnalyzeClasses(
    packages = "dev.assay",
    importOptions = {DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeTestJars.class})
class HouseRulesTest {
  /** The contract-test kits are tests too, in a jar of their own. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule eachRoomUsesOnlyWhatStandsBelowIt =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("app")
          .definedBy("dev.assay.app..")
          .layer("hub")
          .definedBy("dev.assay.hub..")
          .layer("papers")
          .definedBy("dev.assay.papers..")
          .layer("methods")
          .definedBy("dev.assay.methods..")
          .layer("lab")
          .definedBy("dev.assay.lab..")
          .layer("data")
          .definedBy("dev.assay.data..")
          .layer("tensor")
          .definedBy("dev.assay.tensor..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("hub")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("papers")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("methods")
          .mayOnlyBeAccessedByLayers("papers", "app")
          .whereLayer("lab")
          .mayOnlyBeAccessedByLayers("papers", "hub", "app")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("methods", "papers", "app")
          .whereLayer("tensor")
          .mayOnlyBeAccessedByLayers("data", "methods", "papers", "app");

  @ArchTest
  static final ArchRule onlyTensorKnowsLibtorch =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.tensor..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule onlyTheHubAndTheAppKnowSpring =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.assay.hub..", "dev.assay.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule onlyTheAppEndsTheProcess =
      outsideTheApp(
          "end the process",
          target ->
              (target.getOwner().isEquivalentTo(System.class) && target.getName().equals("exit"))
                  || (target.getOwner().isEquivalentTo(Runtime.class)
                      && (target.getName().equals("exit") || target.getName().equals("halt"))));

  /** Time is injected, so that a test can set it. */
  @ArchTest
  static final ArchRule onlyTheAppAsksForTheTime =
      outsideTheApp(
          "ask the machine for the date or the time",
          target ->
              (target.getOwner().isEquivalentTo(Clock.class)
                      && target.getName().startsWith("system"))
                  || (target.getOwner().getPackageName().equals("java.time")
                      && target.getName().equals("now")
                      && target.getRawParameterTypes().isEmpty())
                  || (target.getOwner().isEquivalentTo(System.class)
                      && target.getName().equals("currentTimeMillis")));

  private static ArchRule outsideTheApp(String what, Predicate<CodeUnitAccessTarget> forbidden) {
    DescribedPredicate<JavaAccess<?>> access =
        describe(
            what,
            call ->
                call.getTarget() instanceof CodeUnitAccessTarget target && forbidden.test(target));
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.app..")
        .should()
        .accessTargetWhere(access);
  }
}
