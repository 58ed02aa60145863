package dev.slipway.processor.render;

import dev.slipway.dockerfile.InstructionWriter;
import dev.slipway.dockerfile.Quoting;
import dev.slipway.graph.Bindings;
import dev.slipway.graph.Instruction;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Reference;
import java.util.Map;

/**
 * What the stages of an image refer to, in the words of a Dockerfile that has all variants.
 *
 * @param image the image whose stages may be named
 */
record ImageNames(Family family, StageNames stages, ImageDefinition image) implements InstructionWriter.Names {
    @Override
    public String source(Base source) {
        return source.accept(new Base.Cases<>() {
            @Override
            public String external(Base.External external) {
                return StageNames.varyingExternal(external)
                        .map(stages::external)
                        .orElseGet(() -> external.reference().value());
            }

            @Override
            public String ofImage(Base.OfImage other) {
                return stages.image(other.image());
            }

            @Override
            public String ofStage(Base.OfStage stage) {
                return stages.stage(image, stage.stage());
            }
        });
    }

    /** What a stage starts from. */
    String base(Base base) {
        return base.accept(new Base.Cases<>() {
            @Override
            public String external(Base.External external) {
                return Quoting.word(external.reference());
            }

            @Override
            public String ofImage(Base.OfImage other) {
                return stages.image(other.image());
            }

            @Override
            public String ofStage(Base.OfStage stage) {
                return stages.stage(image, stage.stage());
            }
        });
    }

    @Override
    public String constant(Reference reference, Instruction.Invocation.Kind place) {
        boolean isConstant =
                reference.spansAllReleases() || family.source(reference.name()).isPresent();
        if (!isConstant) {
            throw new IllegalArgumentException("image '" + image.name() + "': " + place + " cannot use " + reference
                    + ", since a Dockerfile expands nothing there. Give it to the program as an @Env");
        }
        return new Bindings(family, Map.of()).value(reference);
    }
}
