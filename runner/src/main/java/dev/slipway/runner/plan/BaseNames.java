package dev.slipway.runner.plan;

import dev.slipway.model.Base;

/** What people call what a stage starts from. */
public final class BaseNames {
    private static final Base.Cases<String> CASES = new Base.Cases<>() {
        @Override
        public String external(Base.External base) {
            return base.reference().value();
        }

        @Override
        public String ofImage(Base.OfImage base) {
            return base.image();
        }

        @Override
        public String ofStage(Base.OfStage base) {
            return "stage " + base.stage();
        }
    };

    private BaseNames() {}

    /** {@code debian:bookworm}, the id of a node, or {@code stage tools}. */
    public static String of(Base base) {
        return base.accept(CASES);
    }
}
