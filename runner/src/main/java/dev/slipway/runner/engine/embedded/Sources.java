package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Base;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.EngineException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an instruction takes files from, found before it is looked at: finding may pull, and fail.
 *
 * @param images the stages and images
 * @param parts the digests of what its mounts show of them
 */
record Sources(Context context, Map<Base, Snapshot> images, Map<Mount.Image, String> parts) {
    Sources {
        images = Map.copyOf(images);
        parts = Map.copyOf(parts);
    }

    /** Says which files a stage or image has. */
    interface Finder {
        Snapshot find(Base base) throws EngineException, InterruptedException;
    }

    static Sources of(Instruction instruction, Context context, Finder finder, MountedParts parts)
            throws EngineException, IOException, InterruptedException, CommandFailed {
        Map<Base, Snapshot> images = new HashMap<>();
        for (Base base : instruction.sources().toList()) {
            images.put(base, finder.find(base));
        }
        Map<Mount.Image, String> digests = new HashMap<>();
        if (instruction instanceof Instruction.Run run) {
            for (Mount.Image mount : run.imageMounts().toList()) {
                Snapshot source = Objects.requireNonNull(images.get(mount.source()));
                digests.put(mount, parts.digest(source, mount.path().value()));
            }
        }
        return new Sources(context, images, digests);
    }

    Snapshot image(Base base) {
        return Objects.requireNonNull(images.get(base), base::toString);
    }

    /** The digest of what a mount shows. */
    String part(Mount.Image mount) {
        return Objects.requireNonNull(parts.get(mount), mount::toString);
    }
}
