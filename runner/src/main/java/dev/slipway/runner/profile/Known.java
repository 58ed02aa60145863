package dev.slipway.runner.profile;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Release;
import dev.slipway.model.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that catalogues use, and so those that a profile may. */
record Known(List<Family> families) {
    Set<String> axes() {
        return names(family -> family.axes().stream().map(Axis::name));
    }

    Set<String> sources() {
        return names(family -> family.sources().stream().map(NamedSource::name));
    }

    Set<String> images() {
        return names(family -> family.images().stream().map(ImageDefinition::name));
    }

    Set<String> repositories() {
        return names(family -> family.images().stream()
                .flatMap(ImageDefinition::stages)
                .flatMap(stage -> stage.steps().stream())
                .filter(Step.AptRepository.class::isInstance)
                .map(step -> ((Step.AptRepository) step).name()));
    }

    /** Attributes that some release of the axis has. */
    Set<String> attributes(String axis) {
        return releases(axis)
                .flatMap(release -> release.attributes().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Attributes that every release of the axis has. */
    Set<String> commonAttributes(String axis) {
        Set<String> common = attributes(axis);
        releases(axis).forEach(release -> common.retainAll(release.attributes().keySet()));
        return common;
    }

    /** References of external images, with the releases of the catalogues. */
    Set<String> bases() {
        return names(family -> BuildGraph.of(family).nodes().stream().flatMap(Known::bases));
    }

    /** References of external images that a node uses. */
    static Stream<String> bases(Node node) {
        Stream<Base> stages = node.stages().stream().map(Stage::base);
        Stream<Base> sources = node.stages().stream()
                .flatMap(stage -> stage.operations().stream())
                .flatMap(operation -> operation.instructions().stream())
                .flatMap(Instruction::sources);
        return Stream.concat(stages, sources)
                .filter(Base.External.class::isInstance)
                .map(base -> ((Base.External) base).reference().value());
    }

    private Stream<Release> releases(String axis) {
        return families.stream()
                .flatMap(family -> family.axis(axis).stream())
                .flatMap(found -> found.releases().stream());
    }

    private Set<String> names(Function<Family, Stream<String>> names) {
        return families.stream().flatMap(names).collect(Collectors.toCollection(TreeSet::new));
    }
}
