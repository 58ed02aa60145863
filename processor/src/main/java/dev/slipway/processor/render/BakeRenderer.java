package dev.slipway.processor.render;

import dev.slipway.model.Family;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Bake file for {@code docker buildx bake}, run where it lies: a target a variant, a group an image, and variables for
 * the repository, a suffix of the tags and the sources, which the environment can set.
 */
final class BakeRenderer {
    private static final String REPOSITORY = "DOCKER_REPO";
    private static final String SUFFIX = "TAG_SUFFIX";

    private final Family family;
    private final Set<String> names = new HashSet<>(Set.of("default"));
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Object> groups = new LinkedHashMap<>();
    private final Map<String, Object> targets = new LinkedHashMap<>();

    private BakeRenderer(Family family) {
        this.family = family;
    }

    static String render(Family family, List<Recipe> recipes) {
        return new BakeRenderer(family).document(recipes);
    }

    private String document(List<Recipe> recipes) {
        variables.put(REPOSITORY, Map.of("default", literal(family.repository())));
        variables.put(SUFFIX, Map.of("default", ""));
        List<String> all = new ArrayList<>();
        groups.put("default", Map.of("targets", all));
        recipes.forEach(recipe -> all.addAll(image(recipe)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("variable", variables);
        document.put("group", groups);
        document.put("target", targets);
        return Json.print(document);
    }

    private List<String> image(Recipe recipe) {
        List<Variant> variants = recipe.variants();
        String image = recipe.image().name();
        boolean isGroup = variants.size() > 1 || !variants.get(0).node().id().equals(image);
        String group = isGroup ? name(image) : "";
        List<String> made = new ArrayList<>();
        for (Variant variant : variants) {
            String name = name(variant.node().id());
            targets.put(name, target(recipe, variant));
            made.add(name);
        }
        if (isGroup) {
            groups.put(group, Map.of("targets", made));
        }
        return made;
    }

    private Map<String, Object> target(Recipe recipe, Variant variant) {
        String image = recipe.image().name();
        Map<String, Object> arguments = new LinkedHashMap<>();
        recipe.references().forEach(reference -> arguments.put(reference.argument(), argument(reference, variant)));
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("context", image);
        target.put("dockerfile", "Dockerfile");
        target.put("target", recipe.parts().get(recipe.parts().size() - 1).name());
        if (!arguments.isEmpty()) {
            target.put("args", arguments);
        }
        String tag = literal(variant.node().tag());
        target.put("tags", List.of(interpolated(REPOSITORY) + "/" + image + ":" + tag + interpolated(SUFFIX)));
        return target;
    }

    /** A release is part of what a target is; a source can be set from outside. */
    private String argument(Reference reference, Variant variant) {
        String variable = reference.argument();
        boolean isSource = family.sources().stream().map(NamedSource::name).anyMatch(reference.name()::equals);
        if (!isSource || variable.equals(REPOSITORY) || variable.equals(SUFFIX)) {
            return literal(variant.bindings().value(reference));
        }
        variables.put(variable, Map.of("default", literal(variant.bindings().value(reference))));
        return interpolated(variable);
    }

    /** A name of a target or a group: the characters that Bake allows, no name twice. */
    private String name(String wish) {
        String start = wish.replaceAll("[^A-Za-z0-9_-]", "-");
        String name = start;
        for (int i = 2; !names.add(name); i++) {
            name = start + "-" + i;
        }
        return name;
    }

    private static String interpolated(String variable) {
        return "${" + variable + "}";
    }

    /** Bake's JSON is HCL's, in which strings are templates. */
    private static String literal(String characters) {
        return characters.replace("${", "$${").replace("%{", "%%{");
    }
}
