package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.schedule.Limits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a run is carried out, as its options say.
 *
 * @param sourceDate when images were made, and the latest time of files in new layers; else the definitions tell
 */
record RunSettings(
        Limits limits,
        boolean dryRun,
        EngineKind engine,
        Progress progress,
        Path store,
        Map<String, Secret> secrets,
        Optional<Instant> sourceDate) {
    RunSettings {
        secrets = Map.copyOf(secrets);
    }
}
