package dev.slipway.runner.profile;

import java.util.List;

/** How an external image is come by where the one that definitions name is not to be had. */
public sealed interface BaseRecipe {
    /** Made from Debian's archive: the packages of the suite that every system has, and these. */
    record Debootstrapped(String suite, List<String> packages) implements BaseRecipe {
        public Debootstrapped {
            packages = List.copyOf(packages);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.debootstrapped(this);
        }
    }

    /** Another image in its stead. */
    record Replaced(String reference) implements BaseRecipe {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.replaced(this);
        }
    }

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of recipe. */
    interface Cases<R> {
        R debootstrapped(Debootstrapped recipe);

        R replaced(Replaced recipe);
    }
}
