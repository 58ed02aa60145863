package dev.slipway.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.sandbox.Namespace;
import java.io.File;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which package of the runner may know which. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway.runner");

    /** Engines do not know each other, and what carries out a step does not know who ordered it. */
    @Test
    void arrows_point_one_way() {
        // spotless:off: a table, one line a layer.
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.slipway.runner..")
                .withOptionalLayers(true)
                .layer("main").definedBy("dev.slipway.runner")
                .layer("cli").definedBy("dev.slipway.runner.cli..")
                .layer("display").definedBy("dev.slipway.runner.display..")
                .layer("plan").definedBy("dev.slipway.runner.plan..")
                .layer("runs").definedBy("dev.slipway.runner.runs..")
                .layer("schedule").definedBy("dev.slipway.runner.schedule..")
                .layer("engine").definedBy("dev.slipway.runner.engine")
                .layer("embedded").definedBy("dev.slipway.runner.engine.embedded..")
                .layer("docker").definedBy("dev.slipway.runner.engine.docker..")
                .layer("layer").definedBy("dev.slipway.runner.layer..")
                .layer("store").definedBy("dev.slipway.runner.store..")
                .layer("sandbox").definedBy("dev.slipway.runner.sandbox..")
                .layer("reuse").definedBy("dev.slipway.runner.reuse..")
                .layer("registry").definedBy("dev.slipway.runner.registry..")
                .layer("archive").definedBy("dev.slipway.runner.archive..")
                .layer("evidence").definedBy("dev.slipway.runner.evidence..")
                .layer("contents").definedBy("dev.slipway.runner.contents..")
                .layer("packages").definedBy("dev.slipway.runner.packages..")
                .layer("checkout").definedBy("dev.slipway.runner.checkout..")
                .layer("doctor").definedBy("dev.slipway.runner.doctor..")
                .layer("help").definedBy("dev.slipway.runner.help..")
                .layer("template").definedBy("dev.slipway.runner.template..")
                .layer("catalogs").definedBy("dev.slipway.runner.catalogs..")
                .layer("profile").definedBy("dev.slipway.runner.profile..")
                .layer("lock").definedBy("dev.slipway.runner.lock..")
                .layer("resolve").definedBy("dev.slipway.runner.resolve..")
                .layer("failure").definedBy("dev.slipway.runner.failure..")
                .layer("event").definedBy("dev.slipway.runner.event..")
                .layer("digest").definedBy("dev.slipway.runner.digest..")
                .whereLayer("main").mayNotBeAccessedByAnyLayer()
                .whereLayer("cli").mayOnlyBeAccessedByLayers("main")
                .whereLayer("display").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("schedule").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("embedded").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("docker").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("engine").mayOnlyBeAccessedByLayers("main", "cli", "schedule", "embedded", "docker", "evidence", "reuse", "resolve", "checkout", "doctor")
                .whereLayer("evidence").mayOnlyBeAccessedByLayers("main", "cli", "display")
                .whereLayer("evidence").mayOnlyAccessLayers("engine", "contents", "packages", "registry", "archive", "plan", "failure", "event")
                .whereLayer("contents").mayOnlyBeAccessedByLayers("main", "cli", "display", "evidence")
                .whereLayer("contents").mayOnlyAccessLayers("packages", "layer", "registry", "digest")
                .whereLayer("packages").mayOnlyBeAccessedByLayers("main", "cli", "display", "evidence", "contents")
                .whereLayer("packages").mayNotAccessAnyLayer()
                .whereLayer("doctor").mayOnlyBeAccessedByLayers("main", "cli", "display")
                .whereLayer("doctor").mayOnlyAccessLayers("engine", "sandbox")
                .whereLayer("help").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("help").mayOnlyAccessLayers("failure")
                .whereLayer("template").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("template").mayOnlyAccessLayers("plan", "profile", "failure")
                .whereLayer("lock").mayOnlyBeAccessedByLayers("main", "cli", "display", "resolve")
                .whereLayer("lock").mayOnlyAccessLayers("profile", "failure")
                .whereLayer("resolve").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("resolve").mayOnlyAccessLayers("engine", "registry", "lock", "plan", "archive", "failure", "event")
                .whereLayer("checkout").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("checkout").mayOnlyAccessLayers("engine", "failure")
                .whereLayer("reuse").mayOnlyBeAccessedByLayers("main", "cli", "display")
                .whereLayer("reuse").mayOnlyAccessLayers("plan", "profile", "engine", "registry", "archive", "failure", "event")
                .whereLayer("archive").mayOnlyBeAccessedByLayers("main", "cli", "schedule", "engine", "embedded", "docker", "evidence", "reuse", "resolve")
                .whereLayer("archive").mayOnlyAccessLayers("registry")
                .whereLayer("runs").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("runs").mayOnlyAccessLayers("plan", "event")
                .whereLayer("plan").mayOnlyBeAccessedByLayers("main", "cli", "display", "runs", "schedule", "engine", "embedded", "docker", "evidence", "template", "reuse", "resolve")
                .whereLayer("plan").mayOnlyAccessLayers("profile", "failure", "event")
                .whereLayer("schedule").mayOnlyAccessLayers("plan", "engine", "archive", "failure", "event")
                .whereLayer("display").mayOnlyAccessLayers("plan", "profile", "failure", "event", "store", "doctor", "registry", "reuse", "lock", "evidence", "contents", "packages")
                .whereLayer("catalogs").mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("catalogs").mayOnlyAccessLayers("failure")
                .whereLayer("profile").mayOnlyAccessLayers("failure")
                .whereLayer("failure").mayNotAccessAnyLayer()
                .whereLayer("digest").mayNotAccessAnyLayer()
                .whereLayer("event").mayOnlyAccessLayers("failure")
                .check(CLASSES);
        // spotless:on
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.slipway.runner.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(marked -> assertThat(marked.isAnnotatedWith(NullMarked.class))
                        .as("@NullMarked in the package-info of %s", marked.getName())
                        .isTrue());
    }

    @Test
    void only_the_registry_and_downloads_speak_http() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.slipway.runner.registry..")
                .and()
                .doNotHaveFullyQualifiedName("dev.slipway.runner.engine.embedded.Downloads")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    /** So that secrets are handed on by nobody; the two others start this program itself, and what gets no variables. */
    @Test
    void only_three_classes_start_processes() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(MachinePrograms.class, Namespace.class)
                .and()
                .doNotHaveFullyQualifiedName("dev.slipway.runner.sandbox.OciRuntime")
                .should()
                .callConstructor(ProcessBuilder.class, List.class)
                .orShould()
                .callConstructor(ProcessBuilder.class, String[].class)
                .check(CLASSES);
    }

    @Test
    void a_plan_is_pure() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.runner.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Process.class,
                        ProcessBuilder.class,
                        ProcessHandle.class,
                        Runtime.class,
                        System.class,
                        Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(File.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void the_runner_does_not_know_the_processor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.slipway.processor..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
