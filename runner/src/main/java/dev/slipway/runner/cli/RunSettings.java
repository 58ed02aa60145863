package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.schedule.Limits;
import java.nio.file.Path;
import java.util.Map;

/** How a run is carried out, as its options say. */
record RunSettings(
        Limits limits, boolean dryRun, EngineKind engine, Progress progress, Path store, Map<String, Secret> secrets) {
    RunSettings {
        secrets = Map.copyOf(secrets);
    }
}
