package dev.slipway.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which package may know which, in the processor and in the dsl that it reads. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway");

    @Test
    void a_stage_knows_only_the_stages_before_it() {
        // spotless:off: a table, one line a layer.
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.slipway.processor..")
                .withOptionalLayers(true)
                .layer("pipeline").definedBy("dev.slipway.processor")
                .layer("discover").definedBy("dev.slipway.processor.discover..")
                .layer("validate").definedBy("dev.slipway.processor.validate..")
                .layer("link").definedBy("dev.slipway.processor.link..")
                .layer("render").definedBy("dev.slipway.processor.render..")
                .layer("emit").definedBy("dev.slipway.processor.emit..")
                .layer("diagnostic").definedBy("dev.slipway.processor.diagnostic..")
                .whereLayer("pipeline").mayNotBeAccessedByAnyLayer()
                .whereLayer("discover").mayOnlyBeAccessedByLayers("validate", "link", "pipeline")
                .whereLayer("validate").mayOnlyBeAccessedByLayers("link", "pipeline")
                .whereLayer("link").mayOnlyBeAccessedByLayers("render", "emit", "pipeline")
                .whereLayer("render").mayOnlyBeAccessedByLayers("emit", "pipeline")
                .whereLayer("emit").mayOnlyBeAccessedByLayers("pipeline")
                .whereLayer("diagnostic").mayNotAccessAnyLayer()
                .check(CLASSES);
        // spotless:on
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.slipway.(**)")
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
    void renderers_are_pure_functions_of_the_graph() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.processor.render..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.slipway.processor.discover..",
                        "javax.annotation.processing..",
                        "javax.lang.model.type..",
                        "javax.lang.model.util..",
                        "java.net..",
                        "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Element.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(File.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void one_class_writes_files() {
        assertThat(usersOf(Filer.class)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void one_class_prints_findings() {
        assertThat(usersOf(Messager.class)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_processor_does_not_know_the_runner() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.processor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.slipway.runner..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void the_dsl_needs_the_jdk_and_jspecify_only() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.slipway.processor..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("org.jspecify.annotations"))
                        .or(resideInAPackage("dev.slipway..").and(resideOutsideOfPackage("dev.slipway.processor.."))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Top-level classes only. SlipwayProcessor is exempt because javac gives it both, to hand on. */
    private static Set<String> usersOf(Class<?> service) {
        return CLASSES.stream()
                .filter(user -> user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(service)))
                .map(user -> user.getName().replaceFirst("\\$.*", ""))
                .filter(user -> !user.equals("dev.slipway.processor.SlipwayProcessor"))
                .collect(Collectors.toSet());
    }
}
