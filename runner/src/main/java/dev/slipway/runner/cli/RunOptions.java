package dev.slipway.runner.cli;

import dev.slipway.model.TimeSpan;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.registry.Mirrors;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.reuse.Freshness;
import dev.slipway.runner.schedule.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is carried out. */
final class RunOptions {
    private static final String SECRET_FORM = "id=NAME,src=FILE or id=NAME,env=VARIABLE";
    private static final String SOURCE_DATE_VARIABLE = "SOURCE_DATE_EPOCH";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    @Option(names = "--jobs", paramLabel = "N", description = "Build up to N images at once. Default: one a processor.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(names = "--dry-run", description = "Only print what would be done.")
    private boolean dryRun;

    @Option(
            names = "--locked",
            description =
                    "Refuse to build what the lock does not hold: a base, a git source, a package. See 'runner lock"
                            + " --help'.")
    private boolean locked;

    @Option(
            names = "--keep-going",
            description = "After a failure, go on with all that does not depend on what failed; a push publishes the"
                    + " images that are complete. Otherwise nothing new is started, and nothing is published.")
    private boolean keepGoing;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "Show a run as one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, which is tty on a"
                    + " terminal that can do it and where CI is not set, else plain.")
    private Progress progress = Progress.AUTO;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(
            names = "--step-timeout",
            paramLabel = "TIME",
            description = "End a step or check that takes longer, with all its processes: 90s, 10m, 1h30m. A step's own"
                    + " timeout goes before.")
    private Optional<String> stepTimeout = Optional.empty();

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(
            names = KeptStorage.OPTION,
            paramLabel = "SIZE",
            description = "When all is done, delete from the store what is more than that and was not used in this run,"
                    + " least recently used first: 500MB, 20GB, 1.5TiB. Default: as much as leaves a fifth of the disk"
                    + " free, and at least a tenth of it.")
    private Optional<String> keepStorage = Optional.empty();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    @Mixin
    private final RegistryMirrorOption mirrors = new RegistryMirrorOption();

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "Give a secret to the steps that ask for it: " + SECRET_FORM + ".")
    private List<String> secrets = new ArrayList<>();

    RunSettings read(Surroundings surroundings) {
        int count = jobs.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (count < 1) {
            throw new InputException("--jobs: " + count + " is too few, 1 is the least");
        }
        if (progress == Progress.TTY && surroundings.terminal().screen().isEmpty()) {
            throw new InputException(
                    "--progress tty: the output goes to no terminal, or to one that is dumb by TERM. Use" + " plain");
        }
        EngineChoice chosen = engine.read();
        if (chosen.kind() != EngineKind.EMBEDDED && keepStorage.isPresent()) {
            throw new InputException(
                    KeptStorage.OPTION + " is for the store of the embedded engine. Builders have rules"
                            + " of their own: 'docker buildx prune' clears one");
        }
        Mirrors asked = mirrors.read();
        if (chosen.kind() != EngineKind.EMBEDDED && !asked.equals(Mirrors.NONE)) {
            throw new InputException(RegistryMirrorOption.NAME + " is for the embedded engine. Builders have mirrors of"
                    + " their own: in buildkitd.toml, or in Docker's daemon.json");
        }
        return new RunSettings(
                new Limits(count, RegistrySettings.USUAL_UPLOADS, keepGoing, false),
                dryRun,
                chosen,
                progress,
                false,
                stepTimeout.map(RunOptions::timeSpan),
                store.read(surroundings),
                keepStorage.map(KeptStorage::read),
                secrets(surroundings.environment()),
                locked,
                insecure.read(),
                asked,
                sourceDate(surroundings.environment()),
                Compression.DEFAULT,
                Freshness.ANY,
                Optional.empty());
    }

    private static Duration timeSpan(String text) {
        return TimeSpan.parse(text)
                .orElseThrow(() -> new InputException(
                        "--step-timeout: '" + text + "' is not a length of time such as 90s, 10m or 1h30m"));
    }

    /** After reproducible-builds.org: seconds, or unset. */
    private static Optional<Instant> sourceDate(Map<String, String> environment) {
        String seconds = environment.getOrDefault(SOURCE_DATE_VARIABLE, "");
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw new InputException(SOURCE_DATE_VARIABLE + ": '" + seconds + "' is not a number of seconds. Unset it,"
                    + " or set it to the output of: git log -1 --format=%ct");
        }
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private Map<String, Secret> secrets(Map<String, String> environment) {
        Map<String, Secret> read = new HashMap<>();
        for (String secret : secrets) {
            Map<String, String> parts = parts(secret);
            String id = parts.getOrDefault("id", "");
            Set<String> keys = parts.keySet();
            if (id.isEmpty() || !(keys.equals(Set.of("id", "src")) || keys.equals(Set.of("id", "env")))) {
                throw new InputException("--secret: '" + secret + "' is not of the form " + SECRET_FORM);
            }
            if (read.containsKey(id)) {
                throw new InputException("--secret: '" + id + "' is given twice");
            }
            read.put(
                    id,
                    keys.contains("src")
                            ? inFile(parts.getOrDefault("src", ""))
                            : inEnvironment(parts.getOrDefault("env", ""), environment));
        }
        return read;
    }

    private static Map<String, String> parts(String secret) {
        Map<String, String> parts = new HashMap<>();
        for (String part : secret.split(",", -1)) {
            int equals = part.indexOf('=');
            parts.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
        }
        return parts;
    }

    private static Secret inFile(String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new InputException("--secret: there is no readable file " + file);
        }
        return new Secret.InFile(path);
    }

    private static Secret inEnvironment(String variable, Map<String, String> environment) {
        if (!environment.containsKey(variable)) {
            throw new InputException("--secret: the variable '" + variable + "' is not set");
        }
        return new Secret.InEnvironment(variable);
    }
}
