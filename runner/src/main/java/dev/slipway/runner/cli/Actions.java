package dev.slipway.runner.cli;

import dev.slipway.graph.Node;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Suggestion;
import dev.slipway.picture.Picture;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.display.Display;
import dev.slipway.runner.display.FrameTicker;
import dev.slipway.runner.display.GraphView;
import dev.slipway.runner.display.ImageList;
import dev.slipway.runner.display.LiveDisplay;
import dev.slipway.runner.display.MatrixView;
import dev.slipway.runner.display.NoticeDisplay;
import dev.slipway.runner.display.OutdatedView;
import dev.slipway.runner.display.PlanView;
import dev.slipway.runner.display.StoreView;
import dev.slipway.runner.display.WhyView;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Git;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.engine.docker.DockerDaemon;
import dev.slipway.runner.engine.docker.KeptBases;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.lock.Newer;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Matrix;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Mirrors;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.resolve.LockingEngine;
import dev.slipway.runner.resolve.Sources;
import dev.slipway.runner.resolve.Survey;
import dev.slipway.runner.reuse.Circumstances;
import dev.slipway.runner.reuse.Lookup;
import dev.slipway.runner.reuse.Maker;
import dev.slipway.runner.reuse.Recorder;
import dev.slipway.runner.reuse.Reuse;
import dev.slipway.runner.reuse.ReusingEngine;
import dev.slipway.runner.reuse.Standing;
import dev.slipway.runner.schedule.Execution;
import dev.slipway.runner.store.Pruned;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.store.Usage;
import dev.slipway.runner.template.Names;
import dev.slipway.runner.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands do, once their options are read. */
final class Actions {
    private static final String CANNOT_HAND_OVER = "cannot hand the files of the catalogue to the engine";

    private final Surroundings surroundings;
    private final List<String> arguments;

    /** @param arguments of this process */
    Actions(Surroundings surroundings, List<String> arguments) {
        this.surroundings = surroundings;
        this.arguments = List.copyOf(arguments);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    int list(Destination destination, Optional<String> profile, boolean json) {
        ImageList list = new ImageList(setting(profile).inventory(), destination);
        if (json) {
            list.printJson(surroundings.terminal().out());
        } else {
            list.printTable(surroundings.terminal().out());
        }
        return ExitCode.OK;
    }

    int plan(Request request, Optional<String> profile, boolean json) {
        Setting setting = setting(profile);
        setting.staleWarning().ifPresent(this::warn);
        PlanView view = new PlanView(Planner.plan(setting.inventory(), request));
        if (json) {
            view.printJson(surroundings.terminal().out());
        } else {
            view.printText(surroundings.terminal().out());
        }
        return ExitCode.OK;
    }

    private void warn(String warning) {
        surroundings.terminal().err().println("runner: " + warning);
    }

    int matrix(Request request, Optional<String> profile, Optional<String> since, MatrixFormat format)
            throws InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        Optional<Map<String, List<String>>> changed = changes(setting, profile, since);
        Set<String> wanted = wanted(plan, changed);
        MatrixView view = new MatrixView(Matrix.of(plan, wanted), changed.map(all -> only(wanted, all)));
        PrintWriter out = surroundings.terminal().out();
        switch (format) {
            case TEXT -> view.printText(out);
            case GITHUB -> view.printGithub(out);
        }
        return ExitCode.OK;
    }

    int graph(
            Request request,
            Optional<String> profile,
            Optional<String> since,
            GraphFormat format,
            Optional<Path> output)
            throws InterruptedException {
        Setting setting = setting(profile);
        Set<String> wanted = wanted(Planner.plan(setting.inventory(), request), changes(setting, profile, since));
        GraphView view = new GraphView(setting.inventory().graphs().stream()
                .map(Picture::of)
                .reduce(Picture::beside)
                .orElseThrow()
                .only(wanted));
        String text = switch (format) {
            case DOT -> view.dot();
            case SVG -> view.svg();
            case MERMAID -> view.mermaid();
            case JSON -> view.json();
        };
        return printOrWrite(text, output);
    }

    /** What is not as it was in a commit, each with the reasons. */
    private Optional<Map<String, List<String>>> changes(
            Setting setting, Optional<String> profile, Optional<String> since) throws InterruptedException {
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChangesSince(
                                setting, profile, surroundings.terminal().err())
                        .of(since.get()));
    }

    private static Set<String> wanted(Plan plan, Optional<Map<String, List<String>>> changed) {
        return plan.nodes().stream()
                .map(PlannedNode::id)
                .filter(id -> changed.isEmpty() || changed.get().containsKey(id))
                .collect(Collectors.toSet());
    }

    int export(Optional<String> template, Destination destination, Optional<String> profile, Optional<Path> output) {
        Setting setting = setting(profile);
        Template chosen = new Templates(setting.catalogs()).template(template);
        return printOrWrite(chosen.fill(new Names(setting.inventory(), destination)), output);
    }

    private int printOrWrite(String text, Optional<Path> output) {
        if (output.isPresent()) {
            write(text, output.get());
        } else {
            surroundings.terminal().out().print(text);
        }
        return ExitCode.OK;
    }

    private static void write(String text, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new InputException("--output: cannot write " + file + ": " + e, e);
        }
    }

    private static Map<String, List<String>> only(Set<String> ids, Map<String, List<String>> reasons) {
        Map<String, List<String>> some = new LinkedHashMap<>(reasons);
        some.keySet().retainAll(ids);
        return some;
    }

    int df(Path folder, boolean json) throws InterruptedException {
        return inStore(folder, (store, out) -> {
            List<Usage> usage = new ArrayList<>(store.usage());
            usage.add(KeptBases.of(folder).usage());
            if (json) {
                StoreView.printJson(usage, out);
            } else {
                StoreView.printTable(usage, out);
            }
        });
    }

    int prune(Path folder, long keep) throws InterruptedException {
        return inStore(folder, (store, out) -> {
            Pruned pruned = store.prune(keep);
            long left = Math.max(0, keep - pruned.kept());
            Pruned bases = KeptBases.of(folder).prune(left, surroundings.clock().instant());
            StoreView.print(pruned.plus(bases), out);
        });
    }

    int logs(List<String> words) {
        return new Logs(surroundings).print(words);
    }

    int listLogs() {
        return new Logs(surroundings).list();
    }

    /** Work on a store, and what it prints. */
    private interface StoreWork {
        void run(Store store, PrintWriter out) throws IOException, InterruptedException;
    }

    private int inStore(Path folder, StoreWork work) throws InterruptedException {
        try (Store store = surroundings.engines().store(folder)) {
            work.run(store, surroundings.terminal().out());
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(new Failure.EngineUnavailable(
                    "cannot use the store " + folder + ": " + e.getMessage(), "See that its disk is writable"));
        } catch (EngineException e) {
            return failed(e.failure());
        }
    }

    /** Looks only: at one image after the other, in the order in which they would be built. */
    int why(Request request, Optional<String> profile, RunSettings settings, boolean json) throws InterruptedException {
        try {
            return hereOrElsewhere(surroundings.engines(), () -> whyHere(request, profile, settings, json));
        } catch (EngineException e) {
            return failed(e.failure());
        }
    }

    private int whyHere(Request request, Optional<String> profile, RunSettings settings, boolean json)
            throws EngineException, InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        WhyView view = new WhyView(onlyImage(request, plan), setting.profile().file());
        setting.catalogs().all().forEach(LoadedCatalog::checkContext);
        try (TemporaryFolder folder = TemporaryFolder.create();
                Engine engine = surroundings
                        .engines()
                        .create(
                                engineSettings(plan, setting, settings, folder.path()),
                                registries(setting, settings).telling(notices()),
                                List::of)) {
            Optional<Rerun> first = Optional.empty();
            for (PlannedNode node : plan.nodes()) {
                if (first.isEmpty()) {
                    first = engine.why(node.node());
                }
            }
            Optional<Standing> standing = standing(plan, setting, settings, view.image());
            if (json) {
                view.printJson(first, standing, surroundings.terminal().out());
            } else {
                view.printText(first, standing, surroundings.terminal().out());
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(CANNOT_HAND_OVER, e);
        }
    }

    private Optional<Standing> standing(Plan plan, Setting setting, RunSettings settings, String image)
            throws EngineException, InterruptedException {
        try (Registry registry = new Registry(registries(setting, settings).telling(notices()))) {
            return lookup(setting, settings, surroundings.engines(), registry).standing(plan, image);
        }
    }

    private int failed(Failure failure) {
        surroundings.terminal().err().println("runner: " + failure.headline());
        return failure.exitStatus();
    }

    int run(Request request, Optional<String> profile, RunSettings settings) throws InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        return run(plan, setting, settings, (engine, events, failures) -> exitCode(failures));
    }

    int push(Request request, Optional<String> profile, RunSettings settings, boolean allowsDirty)
            throws InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        if (request.destination().suffix().isRelease() && !allowsDirty) {
            new Definitions(setting.catalogs()).requirePushed();
        }
        return run(plan, setting, settings, (engine, events, failures) -> exitCode(failures));
    }

    /**
     * Locks images, and what they need.
     *
     * @param update names of entries to be moved, all of them if there is none; empty if none are
     */
    int lock(Request request, Optional<String> profile, RunSettings settings, Optional<List<String>> update)
            throws InterruptedException {
        Setting plain = Setting.unlocked(surroundings.catalogs().get(), profile);
        Plan plan = Planner.plan(plain.inventory(), request);
        List<Node> nodes = plan.nodes().stream().map(PlannedNode::node).toList();
        LockRun lock = new LockRun(plain, nodes, update, surroundings.newName());
        if (settings.dryRun()) {
            return run(plan, plain, settings, (engine, events, failures) -> exitCode(failures));
        }
        plain.staleWarning().ifPresent(this::warn);
        try (Registry registry = new Registry(registries(plain, settings).telling(notices()))) {
            lock.resolve(new Sources(registry, git(settings)));
            if (lock.asksBases()) {
                try (Display display = unkept(plan, plain, settings, new FrameTicker())) {
                    withEngine(plan, plain, settings, display, engine -> lock.resolveBases(engine, display));
                }
            }
        } catch (RegistryException | UncheckedIOException e) {
            return failed(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())));
        } catch (WouldRun e) {
            return elsewhere(settings);
        } catch (EngineException e) {
            return failed(e.failure());
        }
        return run(plan, lock.setting(), settings, new Afterwards() {
            private Optional<LockingEngine> locking = Optional.empty();

            @Override
            public Engine builder(Engine engine) {
                LockingEngine builder = lock.around(engine);
                locking = Optional.of(builder);
                return builder;
            }

            @Override
            public int run(Engine engine, EventListener events, List<Failure> failures) {
                if (failures.isEmpty()) {
                    lock.locks(locking.orElseThrow().packages()).forEach(Actions.this::write);
                }
                return exitCode(failures);
            }
        });
    }

    private int elsewhere(RunSettings settings) throws InterruptedException {
        try {
            return engines(settings).elsewhere();
        } catch (EngineException e) {
            return failed(e.failure());
        }
    }

    private void write(CatalogLock lock) {
        boolean changed = lock.write();
        surroundings.terminal().out().println(lock.file() + (changed ? " is written" : " is as it was"));
    }

    private static Git git(RunSettings settings) {
        return new Git(new MachinePrograms(settings.secrets().values()));
    }

    /** What is done with an engine. */
    private interface EngineWork {
        void run(Engine engine) throws EngineException, InterruptedException;
    }

    private void withEngine(
            Plan plan, Setting setting, RunSettings settings, EventListener registryEvents, EngineWork work)
            throws EngineException, InterruptedException {
        setting.catalogs().all().forEach(LoadedCatalog::checkContext);
        try (TemporaryFolder folder = TemporaryFolder.create();
                Engine engine = engines(settings)
                        .create(
                                engineSettings(plan, setting, settings, folder.path()),
                                registries(setting, settings).telling(registryEvents),
                                List::of)) {
            work.run(engine);
        } catch (IOException e) {
            throw new UncheckedIOException(CANNOT_HAND_OVER, e);
        }
    }

    /**
     * Tells what has moved on since the images were locked, and what they need.
     *
     * @param profile whose lock it is
     */
    int outdated(Request request, Optional<String> profile, RunSettings settings, boolean json)
            throws InterruptedException {
        Setting plain = Setting.unlocked(surroundings.catalogs().get(), profile);
        Plan plan = Planner.plan(plain.inventory(), request);
        SortedSet<Newer> newer = new TreeSet<>();
        try (Registry registry = new Registry(registries(plain, settings).telling(notices()))) {
            List<Survey> surveys = plain.locks().stream()
                    .map(lock -> new Survey(new Sources(registry, git(settings)), plain.family(lock)))
                    .toList();
            surveys.forEach(survey -> newer.addAll(survey.sources()));
            withEngine(plan, plain, settings, notices(), engine -> {
                for (int i = 0; i < surveys.size(); i++) {
                    newer.addAll(surveys.get(i)
                            .packages(plain.inventory().graphs().get(i), engine, surroundings.newName(), event -> {}));
                }
            });
        } catch (RegistryException | UncheckedIOException e) {
            return failed(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())));
        } catch (WouldRun e) {
            return elsewhere(settings);
        } catch (EngineException e) {
            return failed(e.failure());
        }
        if (json) {
            OutdatedView.printJson(newer, surroundings.terminal().out());
        } else {
            OutdatedView.printTable(newer, surroundings.terminal().out());
        }
        return ExitCode.OK;
    }

    /** For commands that show nothing of what they do. */
    private EventListener notices() {
        return new NoticeDisplay(surroundings.terminal().err());
    }

    /** The daemon is looked for first: nobody wants to learn after an hour that there is none. */
    int load(Request request, Optional<String> profile, RunSettings settings) throws InterruptedException {
        DockerDaemon daemon =
                new DockerDaemon(new MachinePrograms(settings.secrets().values()));
        if (!settings.dryRun()) {
            try {
                daemon.require();
            } catch (EngineException e) {
                return failed(e.failure());
            }
        }
        return run(request, profile, settings.delivering(new Loading(daemon)));
    }

    /** What the command prints is all on standard output: of the build, standard error tells. */
    int shell(Request request, Optional<String> profile, RunSettings settings, List<String> command)
            throws InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        BuiltImage image = new BuiltImage(onlyImage(request, plan), true);
        return withOutputAsErrors()
                .run(
                        plan,
                        setting,
                        settings,
                        (engine, events, failures) ->
                                failures.isEmpty() ? engine.attach(image, command, events) : exitCode(failures));
    }

    /** The same in the state before what fails. */
    int failedShell(Request request, Optional<String> profile, RunSettings settings, List<String> command)
            throws InterruptedException {
        Setting setting = setting(profile);
        Plan plan = Planner.plan(setting.inventory(), request);
        String image = onlyImage(request, plan);
        FailedShell shell =
                new FailedShell(image, command, surroundings.terminal().err());
        return withOutputAsErrors()
                .run(
                        plan,
                        setting,
                        settings,
                        (engine, events, failures) ->
                                failures.isEmpty() ? shell.nothingFailed() : shell.open(engine, failures.get(0)));
    }

    private Actions withOutputAsErrors() {
        return new Actions(surroundings.withOutputAsErrors(), arguments);
    }

    static String onlyImage(Request request, Plan plan) {
        List<String> images = plan.nodes().stream()
                .filter(PlannedNode::requested)
                .map(PlannedNode::id)
                .toList();
        if (images.size() > 1) {
            throw new InputException("'" + request.selectors().get(0) + "' are " + images.size() + " images: "
                    + String.join(", ", images) + ". Name one");
        }
        return images.get(0);
    }

    /** What is done once all images are built, or something has failed; returns the exit code. */
    private interface Afterwards {
        int run(Engine engine, EventListener events, List<Failure> failures)
                throws EngineException, InterruptedException;

        /** What builds, by the engine that was asked for. */
        default Engine builder(Engine engine) {
            return engine;
        }
    }

    /** Input is checked first, all of it; whatever costs more, or may fail for other reasons, comes after. */
    private int run(Plan plan, Setting setting, RunSettings settings, Afterwards afterwards)
            throws InterruptedException {
        checkSecrets(plan, setting.inventory(), settings);
        if (settings.locked()) {
            setting.requireLocked(plan.nodes().stream().map(PlannedNode::id).collect(Collectors.toSet()));
        }
        if (settings.dryRun()) {
            new PlanView(plan).printText(surroundings.terminal().out());
            return ExitCode.OK;
        }
        setting.catalogs().all().forEach(LoadedCatalog::checkContext);
        try {
            EngineFactory engines = engines(settings);
            // Files are not to be had from who only looks.
            if (engines.onlyLook() && settings.delivery().isPresent()) {
                return engines.elsewhere();
            }
            return hereOrElsewhere(engines, () -> execute(plan, setting, settings, engines, afterwards));
        } catch (EngineException e) {
            return failed(e.failure());
        }
    }

    /** What a run does once all input is known to be sound; returns the exit code. */
    private interface Work {
        int run() throws EngineException, InterruptedException;
    }

    private static int hereOrElsewhere(EngineFactory engines, Work work) throws EngineException, InterruptedException {
        try {
            return work.run();
        } catch (WouldRun e) {
            return engines.elsewhere();
        }
    }

    private int execute(Plan plan, Setting setting, RunSettings settings, EngineFactory engines, Afterwards afterwards)
            throws EngineException, InterruptedException {
        try (Display looking = unkept(plan, setting, settings, LiveDisplay.Ticker.NEVER)) {
            Run run = new Run(setting, settings, engines, new Relay(looking), afterwards);
            return plan.push() ? executePush(plan, run) : execute(plan, run, UnaryOperator.identity());
        }
    }

    /**
     * What all of a run has in common, whatever is left to do.
     *
     * @param events to whoever shows the run by now
     */
    private record Run(
            Setting setting, RunSettings settings, EngineFactory engines, Relay events, Afterwards afterwards) {}

    /** Where registries have all, no engine is needed, and no other process for it. */
    private int executePush(Plan plan, Run run) throws EngineException, InterruptedException {
        RegistrySettings registries =
                run.engines().pullsBases() ? registries(run) : registries(run).mirroredBy(Mirrors.NONE);
        try (Registry registry = new Registry(registries)) {
            Lookup lookup = lookup(run.setting(), run.settings(), run.engines(), registry);
            Reuse reuse = lookup.look(plan, run.settings().freshness());
            if (reuse.isAll()) {
                return execute(reuse.rest(), run, ReusingEngine.onlyTagging(reuse, registry));
            }
            Maker maker = new Maker(
                    run.engines().name(), new Definitions(run.setting().catalogs()).knownCommit());
            Recorder recorder = new Recorder(lookup, reuse, maker, surroundings.clock());
            return execute(reuse.rest(), run, engine -> ReusingEngine.building(engine, recorder, reuse, registry));
        }
    }

    private static Lookup lookup(Setting setting, RunSettings settings, EngineFactory engines, Registry registry)
            throws EngineException, InterruptedException {
        Map<String, List<ContextFile>> files = new HashMap<>();
        setting.catalogs()
                .families()
                .forEach(family -> family.images().forEach(image -> files.put(image.name(), family.context())));
        return new Lookup(
                registry, git(settings), setting.profile().bases(), new Circumstances(engines.platforms(), files));
    }

    private int execute(Plan plan, Run run, UnaryOperator<Engine> decorated)
            throws EngineException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                Engine engine = decorated.apply(run.engines()
                        .create(
                                engineSettings(plan, run.setting(), run.settings(), folder.path()),
                                registries(run),
                                new Definitions(run.setting().catalogs())::known))) {
            if (!run.engines().onlyLook()) {
                return execute(plan, run, engine);
            }
            Held held = new Held();
            int code = execute(plan, run.settings(), engine, held, run.afterwards());
            held.tell(run.events());
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(CANNOT_HAND_OVER, e);
        }
    }

    /** Shows it while it happens, and keeps what has happened. */
    private int execute(Plan plan, Run run, Engine engine) throws EngineException, InterruptedException {
        try (RunWatch watch = RunWatch.of(plan, run.setting(), run.settings(), surroundings, arguments)) {
            run.events().to(watch);
            return execute(plan, run.settings(), engine, watch, run.afterwards());
        }
    }

    private Display unkept(Plan plan, Setting setting, RunSettings settings, LiveDisplay.Ticker ticker) {
        return RunWatch.unkept(plan, setting, settings, surroundings, arguments, ticker);
    }

    private RegistrySettings registries(Run run) {
        return registries(run.setting(), run.settings()).telling(run.events());
    }

    private static int execute(
            Plan plan, RunSettings settings, Engine engine, EventListener events, Afterwards afterwards)
            throws EngineException, InterruptedException {
        List<Failure> failures =
                new Execution(plan, afterwards.builder(engine), settings.limits(), settings.delivery(), events).run();
        int code = afterwards.run(engine, events, failures);
        if (code != ExitCode.INTERRUPTED) {
            engine.tidy();
        }
        return code;
    }

    /** Who is in a process that an engine was started for has looked for others before. */
    private EngineFactory engines(RunSettings settings) throws EngineException, InterruptedException {
        EngineFactory embedded = surroundings.engines();
        BuildxEngines buildx = new BuildxEngines(settings.engine());
        return switch (settings.engine().kind()) {
            case EMBEDDED -> embedded;
            case DOCKER, BUILDKIT -> buildx;
            case AUTO -> {
                if (embedded.onlyLook() && buildx.areHere()) {
                    yield buildx;
                }
                settings.engine().embedded().require();
                yield embedded;
            }
        };
    }

    private static EngineSettings engineSettings(Plan plan, Setting setting, RunSettings settings, Path folder)
            throws IOException, InterruptedException {
        boolean publishes = plan.push() || settings.delivery().isPresent();
        return new EngineSettings(
                settings.store(),
                settings.keepStorage(),
                settings.limits().jobs(),
                setting.profile().file(),
                bases(plan, setting),
                contexts(setting, folder),
                settings.sourceDate()
                        .orElseGet(() -> SourceDate.of(
                                setting.catalogs().places(),
                                new MachinePrograms(settings.secrets().values()))),
                publishes ? new Definitions(setting.catalogs()).annotations() : Map.of(),
                publishes,
                settings.repeats(),
                settings.compression(),
                settings.freshness().since(),
                settings.stepLimit(),
                settings.secrets());
    }

    /** An engine may refuse a recipe, but not for an image that nobody wants. */
    private static Map<String, BaseRecipe> bases(Plan plan, Setting setting) {
        Map<String, BaseRecipe> bases = new HashMap<>(setting.profile().bases());
        bases.keySet()
                .retainAll(plan.nodes().stream()
                        .flatMap(planned -> planned.node().externals())
                        .collect(Collectors.toSet()));
        return bases;
    }

    private RegistrySettings registries(Setting setting, RunSettings settings) {
        return RegistrySettings.fromEnvironment(
                        surroundings.environment(),
                        settings.insecure(),
                        new MachinePrograms(settings.secrets().values())::program,
                        settings.limits().uploadJobs())
                .mirroredBy(settings.mirrors().or(RegistryMirrorOption.of(setting.profile())));
    }

    private static Map<String, Context> contexts(Setting setting, Path folder) throws IOException {
        Map<String, Context> contexts = new HashMap<>();
        for (LoadedCatalog catalog : setting.catalogs().all()) {
            Path own = Files.createDirectory(folder.resolve(catalog.name()));
            catalog.writeContext(own);
            Context context = new Context(own, catalog.family().context());
            catalog.family().images().forEach(image -> contexts.put(image.name(), context));
        }
        return contexts;
    }

    private static int exitCode(List<Failure> failures) {
        return failures.stream().findFirst().map(Failure::exitStatus).orElse(ExitCode.OK);
    }

    private static void checkSecrets(Plan plan, Inventory inventory, RunSettings settings) {
        for (PlannedNode planned : plan.nodes()) {
            for (String id : secrets(Stream.of(planned.node()))) {
                if (!settings.secrets().containsKey(id)) {
                    throw new InputException(planned.id() + " needs the secret '" + id + "'. Give it with --secret id="
                            + id + ",src=FILE or --secret id=" + id + ",env=VARIABLE");
                }
            }
        }
        Set<String> known = secrets(inventory.nodes());
        settings.secrets().keySet().stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new InputException(
                            "--secret: no image asks for '" + id + "'." + Suggestion.didYouMean(id, known));
                });
    }

    private static Set<String> secrets(Stream<Node> nodes) {
        return nodes.flatMap(Secret::ids).collect(Collectors.toCollection(TreeSet::new));
    }

    private Setting setting(Optional<String> profile) {
        return Setting.of(surroundings.catalogs().get(), profile);
    }
}
