package dev.slipway.runner.reuse;

import dev.slipway.runner.engine.Git;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Asks what names of the outside stand for. Whatever nobody answers for stays unknown: whoever needs it will tell. */
final class Resolver {
    private static final String SCRATCH = "scratch";

    private final Registry registry;
    private final Git git;
    private final Map<String, BaseRecipe> recipes;

    /** @param recipes how images of somebody else's are come by; others are pulled under their own name */
    Resolver(Registry registry, Git git, Map<String, BaseRecipe> recipes) {
        this.registry = registry;
        this.git = git;
        this.recipes = Map.copyOf(recipes);
    }

    /** All of it as it is now, each asked for once. */
    World ask(Outside outside) throws InterruptedException {
        return new World(AtOnce.ask(outside.bases(), this::base), AtOnce.ask(outside.sources(), this::commit));
    }

    private Optional<String> base(String reference) {
        if (reference.equals(SCRATCH)) {
            return Optional.of(SCRATCH);
        }
        BaseRecipe recipe = recipes.getOrDefault(reference, new BaseRecipe.Replaced(reference));
        return recipe.accept(new BaseRecipe.Cases<>() {
            @Override
            public Optional<String> debootstrapped(BaseRecipe.Debootstrapped made) {
                return Optional.of("mmdebstrap " + made.suite() + " " + String.join(",", made.packages()));
            }

            @Override
            public Optional<String> replaced(BaseRecipe.Replaced other) {
                return digest(other.reference());
            }
        });
    }

    private Optional<String> digest(String reference) {
        try {
            ImageReference image = ImageReference.parse(reference);
            return image.isDigest() ? Optional.of(image.tag()) : registry.lookUpBase(image);
        } catch (RegistryException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> commit(Outside.GitRef source) throws InterruptedException {
        try {
            return Optional.of(git.resolve(source.url(), source.ref()).key());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
