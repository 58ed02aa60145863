package dev.slipway.runner.engine;

import dev.slipway.graph.Node;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.profile.BaseRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine needs to know beside the nodes.
 *
 * @param store the folder that it may keep things in from run to run
 * @param keepStorage how many bytes the store may keep when a run is over; else it is as its disk allows
 * @param jobs how many nodes are built at once at most
 * @param profile what messages call it; empty for none
 * @param bases how external images are come by, by the reference that nodes use; others are pulled under their own name
 * @param contexts the files that instructions name, by the name of the image
 * @param sourceDate the time of images, and the latest of the files that are made for them, in whole seconds
 * @param annotations what manifests say of where their images come from, by the keys of {@link dev.slipway.runner.registry.Annotations}
 * @param publishes whether images will be uploaded: their layers are then archived while other steps run
 * @param repeats whether every command is run a second time, to see that it makes the same files again
 * @param compression of the layers that are made here; those of pulled bases stay as they are
 * @param since when what was kept from earlier runs must have been made to be used; else its age does not matter
 * @param stepLimit the longest that a command may take that says nothing of it itself
 * @param secrets by the id that {@link dev.slipway.graph.Mount.Secret} names
 */
public record EngineSettings(
        Path store,
        Optional<Long> keepStorage,
        int jobs,
        String profile,
        Map<String, BaseRecipe> bases,
        Map<String, Context> contexts,
        Instant sourceDate,
        Map<String, String> annotations,
        boolean publishes,
        boolean repeats,
        Compression compression,
        Optional<Instant> since,
        Optional<Duration> stepLimit,
        Map<String, Secret> secrets) {
    public EngineSettings {
        bases = Map.copyOf(bases);
        contexts = Map.copyOf(contexts);
        annotations = Map.copyOf(annotations);
        secrets = Map.copyOf(secrets);
    }

    /** The files that the node's instructions name. */
    public Context context(Node node) {
        Context context = contexts.get(node.image());
        if (context == null) {
            throw new IllegalArgumentException("no context for " + node.id());
        }
        return context;
    }
}
