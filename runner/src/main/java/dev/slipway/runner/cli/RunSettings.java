package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.registry.Mirrors;
import dev.slipway.runner.reuse.Freshness;
import dev.slipway.runner.schedule.Delivery;
import dev.slipway.runner.schedule.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a run is carried out, as its options say.
 *
 * @param engine who builds
 * @param repeats whether every command is run a second time, to see that it makes the same files again
 * @param stepLimit the longest that a command may take that says nothing of it itself
 * @param keepStorage how many bytes the store may keep; else it is as its disk allows
 * @param locked whether all that is built must be locked
 * @param insecure registries that may do without good certificates
 * @param mirrors who is asked for bases before their own registries, instead of those in the profile
 * @param sourceDate when images were made, and the latest time of files in new layers; else the definitions tell
 * @param compression of layers that are pushed or saved
 * @param freshness how old what is reused may be
 * @param delivery where the images go once all are built
 */
record RunSettings(
        Limits limits,
        boolean dryRun,
        EngineChoice engine,
        Progress progress,
        boolean repeats,
        Optional<Duration> stepLimit,
        Path store,
        Optional<Long> keepStorage,
        Map<String, Secret> secrets,
        boolean locked,
        Set<String> insecure,
        Mirrors mirrors,
        Optional<Instant> sourceDate,
        Compression compression,
        Freshness freshness,
        Optional<Delivery> delivery) {
    RunSettings {
        secrets = Map.copyOf(secrets);
        insecure = Set.copyOf(insecure);
    }

    /** Of what makes nothing, and so has no use for most of them. */
    static RunSettings looking(Path store, Set<String> insecure, Mirrors mirrors) {
        return new RunSettings(
                new Limits(1, 1, false, false),
                false,
                EngineChoice.EMBEDDED,
                Progress.QUIET,
                false,
                Optional.empty(),
                store,
                Optional.empty(),
                Map.of(),
                false,
                insecure,
                mirrors,
                Optional.of(Instant.EPOCH),
                Compression.DEFAULT,
                Freshness.ANY,
                Optional.empty());
    }

    RunSettings repeating(boolean repeating) {
        return with(limits, repeating, compression, freshness, delivery);
    }

    RunSettings compressing(Compression other) {
        return with(limits, repeats, other, freshness, delivery);
    }

    RunSettings delivering(Delivery other) {
        return with(limits, repeats, compression, freshness, Optional.of(other));
    }

    RunSettings uploading(int uploadJobs, boolean perImage) {
        Limits limited = new Limits(limits.jobs(), uploadJobs, limits.keepGoing(), perImage);
        return with(limited, repeats, compression, freshness, delivery);
    }

    RunSettings reusing(Freshness other) {
        return with(limits, repeats, compression, other, delivery);
    }

    /** The same with what only some commands have options for. */
    private RunSettings with(
            Limits limited, boolean repeating, Compression compressed, Freshness reused, Optional<Delivery> delivered) {
        return new RunSettings(
                limited,
                dryRun,
                engine,
                progress,
                repeating,
                stepLimit,
                store,
                keepStorage,
                secrets,
                locked,
                insecure,
                mirrors,
                sourceDate,
                compressed,
                reused,
                delivered);
    }
}
