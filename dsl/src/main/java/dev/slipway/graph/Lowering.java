package dev.slipway.graph;

import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Family;
import dev.slipway.model.Network;
import dev.slipway.model.Program;
import dev.slipway.model.Reference;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says how each step is done with a Dockerfile's instructions. References stay references: what comes out serves the
 * Dockerfile of all variants and, once resolved, the engines.
 *
 * <p>Building steps run as root: where a stage starts as somebody else it becomes root first and that user again at its
 * end.
 */
public final class Lowering implements Step.Cases<Operation> {
    /** Private: two installs at once each have a folder of their own, and neither waits. */
    private static final List<Mount> APT_CACHES = List.of(
            new Mount.Cache(Text.literal("/var/cache/apt"), CacheMount.Sharing.PRIVATE),
            new Mount.Cache(Text.literal("/var/lib/apt/lists"), CacheMount.Sharing.PRIVATE));

    /**
     * What makes the tools of packages write the same bytes at any time: useradd the day of a password's change, Python
     * the validity of byte code, fontconfig its caches; see reproducible-builds.org. It is 1980, as old as any tool takes.
     */
    private static final SortedMap<String, Text> REPRODUCIBLE =
            new TreeMap<>(Map.of("SOURCE_DATE_EPOCH", Text.literal("315532800")));

    private static final SortedMap<String, Text> QUIET_APT =
            with(REPRODUCIBLE, "DEBIAN_FRONTEND", Text.literal("noninteractive"));

    /** Times are in all of these, and inode numbers in the last. */
    private static final String FORGET_TIMES =
            "rm -f /var/log/alternatives.log /var/log/apt/* /var/log/dpkg.log /var/cache/ldconfig/aux-cache\n";

    private static final BindMount.Cases<Mount> BINDS = new BindMount.Cases<>() {
        @Override
        public Mount context(BindMount.Context bind) {
            return new Mount.Context(bind.path(), bind.target(), bind.writable());
        }

        @Override
        public Mount image(BindMount.Image bind) {
            return new Mount.Image(bind.source(), bind.path(), bind.target(), bind.writable());
        }
    };

    private static final Instruction BECOME_ROOT =
            new Instruction.Setting(Instruction.Setting.Kind.USER, Text.literal("root"));

    private final Family family;

    private Lowering(Family family) {
        this.family = family;
    }

    /**
     * Lowers a stage of a family.
     *
     * @param inheritedUser whom the stage's base runs as; empty for root
     */
    public static List<Operation> lower(Family family, StageDefinition stage, Text inheritedUser) {
        Lowering lowering = new Lowering(family);
        List<Operation> operations = new ArrayList<>();
        boolean asRoot = inheritedUser.isEmpty() || stage.steps().stream().noneMatch(Lowering::needsRoot);
        if (!asRoot) {
            operations.add(new Operation("USER root", List.of(BECOME_ROOT), List.of(stage.origin())));
        }
        stage.steps().forEach(step -> operations.add(step.accept(lowering)));
        if (!asRoot && stage.steps().stream().noneMatch(Step.User.class::isInstance)) {
            operations.add(new Operation(
                    Title.of("USER", inheritedUser),
                    List.of(new Instruction.Setting(Instruction.Setting.Kind.USER, inheritedUser)),
                    List.of(stage.origin())));
        }
        return operations;
    }

    /** Whom a stage runs as in the end, given whom its base runs as. */
    static Text finalUser(StageDefinition stage, Text inheritedUser) {
        return stage.steps().stream()
                .filter(Step.User.class::isInstance)
                .map(step -> ((Step.User) step).user())
                .reduce(inheritedUser, (earlier, later) -> later);
    }

    private static boolean needsRoot(Step step) {
        return step instanceof Step.Run
                || step instanceof Step.AptPackages
                || step instanceof Step.ApkPackages
                || step instanceof Step.PythonLibs
                || step instanceof Step.Locales
                || step instanceof Step.Account;
    }

    @Override
    public Operation aptRepository(Step.AptRepository step) {
        String extension = step.key().endsWith(".gpg") ? ".gpg" : ".asc";
        Text keyring = Text.literal("/usr/share/keyrings/" + step.name() + extension);
        Text sources = Text.concat(
                Text.literal("Types: deb\nURIs: "),
                step.url(),
                Text.literal("\nSuites: "),
                Text.join(" ", step.suites()),
                Text.literal("\nComponents: "),
                Text.join(" ", step.components()),
                Text.literal("\nSigned-By: "),
                keyring,
                Text.literal("\n"));
        return new Operation(
                Title.of("apt repository " + step.name()),
                List.of(
                        new Instruction.Copy(step.key(), keyring, "", "0644"),
                        new Instruction.WriteFile(
                                sources,
                                Text.literal("/etc/apt/sources.list.d/" + step.name() + ".sources"),
                                "",
                                "0644")),
                step.origins());
    }

    @Override
    public Operation aptPackages(Step.AptPackages step) {
        Text suite = step.suite().isEmpty() ? step.suite() : Text.concat(Text.literal("/"), step.suite());
        List<Text> packages =
                step.packages().stream().map(name -> Text.concat(name, suite)).toList();
        // docker-clean, in Debian's and Ubuntu's images, would empty the cache mount after every install.
        String body = "rm -f /etc/apt/apt.conf.d/docker-clean\n"
                + "apt-get update\n"
                + list("apt-get install --yes" + (step.recommends() ? "" : " --no-install-recommends"), packages)
                + FORGET_TIMES;
        Operation install = run(title("apt-get install", packages), body, packages, QUIET_APT, APT_CACHES, step);
        return new Operation(install.label(), install.instructions(), step.packages(), step.origins());
    }

    @Override
    public Operation apkPackages(Step.ApkPackages step) {
        String body = list("apk add --no-cache", step.packages());
        return run(title("apk add", step.packages()), body, step.packages(), new TreeMap<>(), List.of(), step);
    }

    @Override
    public Operation pythonLibs(Step.PythonLibs step) {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount.Cache(Text.literal("/root/.cache/pip"), CacheMount.Sharing.SHARED));
        StringBuilder command =
                new StringBuilder("python3 -m pip install --disable-pip-version-check" + " --root-user-action=ignore");
        if (step.breakSystemPackages()) {
            command.append(" --break-system-packages");
        }
        if (!step.requirements().isEmpty()) {
            String target = Step.FILES + "/" + step.requirements();
            mounts.add(new Mount.Context(step.requirements(), Text.literal(target), false));
            command.append(" --requirement ").append(Shell.word(target));
        }
        // An empty index is pip's own; the variable is empty for a source without a location, too.
        SortedMap<String, Text> environment = new TreeMap<>(REPRODUCIBLE);
        String prefix = "";
        if (!step.index().isEmpty()) {
            environment.put("SLIPWAY_INDEX", step.index());
            prefix = "if [ -n \"${SLIPWAY_INDEX}\" ]; then export PIP_INDEX_URL=\"${SLIPWAY_INDEX}\"; fi\n";
        }
        List<Text> what = step.requirements().isEmpty() ? step.pins() : List.of(Text.literal(step.requirements()));
        return run(
                title("pip install", what),
                prefix + list(command.toString(), step.pins()),
                step.pins(),
                environment,
                mounts,
                step);
    }

    @Override
    public Operation locales(Step.Locales step) {
        String body = list(
                                "printf '%s\\n'",
                                step.definitions().stream().map(Text::literal).toList())
                        .stripTrailing()
                + " >> /etc/locale.gen\nlocale-gen\n";
        return run(
                Title.of("locale-gen " + String.join(", ", step.definitions())),
                body,
                List.of(),
                new TreeMap<>(),
                List.of(),
                step);
    }

    @Override
    public Operation account(Step.Account step) {
        String name = Shell.word(step.name());
        String home = Shell.word(step.home());
        String shell = Shell.word(step.shell());
        String uid = step.uid() == 0 ? "" : " --uid " + step.uid();
        String shortUid = step.uid() == 0 ? "" : " -u " + step.uid();
        StringBuilder body = new StringBuilder();
        body.append("if command -v useradd > /dev/null; then\n");
        body.append("    useradd --user-group --no-log-init --create-home --home-dir " + home + " --shell " + shell
                + uid + " " + name + "\n");
        body.append("else\n");
        body.append("    adduser -D -h " + home + " -s " + shell + shortUid + " " + name + "\n");
        // It notes the day, and does not look at the variable as useradd does.
        body.append("    [ ! -f /etc/shadow ] || sed -i 's/^\\(" + step.name()
                + ":[^:]*\\):[0-9]*:/\\1:'$((SOURCE_DATE_EPOCH / 86400))':/' /etc/shadow\n");
        body.append("fi\n");
        for (String group : step.groups()) {
            body.append("if command -v usermod > /dev/null; then usermod --append --groups " + Shell.word(group) + " "
                    + name + "; else addgroup " + name + " " + Shell.word(group) + "; fi\n");
        }
        return run(Title.of("account " + step.name()), body.toString(), List.of(), REPRODUCIBLE, List.of(), step);
    }

    @Override
    public Operation env(Step.Env step) {
        return one(Title.of("ENV " + step.name()), new Instruction.Env(step.name(), step.value()), step);
    }

    @Override
    public Operation files(Step.Files step) {
        return one(
                Title.of("COPY " + step.from(), step.to()),
                new Instruction.Copy(step.from(), step.to(), step.owner(), step.mode()),
                step);
    }

    @Override
    public Operation filesFrom(Step.FilesFrom step) {
        return one(
                Title.of("COPY --from", step.from(), step.to()),
                new Instruction.CopyFrom(step.source(), step.from(), step.to(), step.owner(), step.mode()),
                step);
    }

    @Override
    public Operation download(Step.Download step) {
        return one(
                Title.of("ADD", step.url()),
                new Instruction.Download(step.url(), step.sha256(), step.to(), step.owner(), step.mode()),
                step);
    }

    @Override
    public Operation gitSource(Step.GitSource step) {
        return one(
                Title.of("ADD", Text.concat(step.url(), Text.literal("#"), step.ref())),
                new Instruction.GitSource(step.url(), step.ref(), step.to()),
                step);
    }

    @Override
    public Operation run(Step.Run step) {
        List<Mount> mounts = mounts(step);
        String body = "";
        String script = "";
        Text lines = Text.empty();
        Title title;
        if (step.program() instanceof Program.ScriptFile file) {
            script = Step.FILES + "/" + file.path();
            mounts.add(new Mount.Context(file.path(), Text.literal(script), false));
            title = Title.of("RUN " + file.path());
        } else {
            Program.Inline inline = (Program.Inline) step.program();
            lines = inline.lines();
            body = (inline.namesInterpreter() ? "" : "set -eu\n")
                    + Shell.lines(lines).stripTrailing() + "\n";
            title = Title.of("RUN", firstLine(lines));
        }
        Instruction run = new Instruction.Run(
                body, script, step.env(), arguments(List.of(lines)), mounts, step.network(), step.patience());
        if (step.user().isEmpty()) {
            return one(title, run, step);
        }
        Instruction become = new Instruction.Setting(Instruction.Setting.Kind.USER, Text.literal(step.user()));
        return new Operation(title, List.of(become, run, BECOME_ROOT), step.origins());
    }

    private static List<Mount> mounts(Step.Run step) {
        List<Mount> mounts = new ArrayList<>();
        step.caches().forEach(cache -> mounts.add(new Mount.Cache(Text.literal(cache.target()), cache.sharing())));
        step.secrets().forEach(secret -> mounts.add(new Mount.Secret(secret.id(), Text.literal(secret.target()))));
        step.tmpfs().forEach(tmpfs -> mounts.add(new Mount.Tmpfs(tmpfs.target(), tmpfs.size())));
        step.binds().forEach(bind -> mounts.add(bind.accept(BINDS)));
        step.files().forEach(file -> mounts.add(new Mount.Context(file, Text.literal(Step.FILES + "/" + file), false)));
        return mounts;
    }

    @Override
    public Operation shell(Step.Shell step) {
        return one(
                Title.of("SHELL " + String.join(" ", step.command())),
                new Instruction.Invocation(
                        Instruction.Invocation.Kind.SHELL,
                        step.command().stream().map(Text::literal).toList()),
                step);
    }

    @Override
    public Operation user(Step.User step) {
        return setting(Instruction.Setting.Kind.USER, step.user(), step);
    }

    @Override
    public Operation workdir(Step.Workdir step) {
        return setting(Instruction.Setting.Kind.WORKDIR, step.path(), step);
    }

    @Override
    public Operation entrypoint(Step.Entrypoint step) {
        return invocation(Instruction.Invocation.Kind.ENTRYPOINT, step.arguments(), step);
    }

    @Override
    public Operation command(Step.Command step) {
        return invocation(Instruction.Invocation.Kind.CMD, step.arguments(), step);
    }

    @Override
    public Operation expose(Step.Expose step) {
        return setting(Instruction.Setting.Kind.EXPOSE, Text.literal(step.port()), step);
    }

    @Override
    public Operation volume(Step.Volume step) {
        return setting(Instruction.Setting.Kind.VOLUME, step.path(), step);
    }

    @Override
    public Operation label(Step.Label step) {
        return one(Title.of("LABEL " + step.name()), new Instruction.Label(step.name(), step.value()), step);
    }

    private static Operation setting(Instruction.Setting.Kind kind, Text value, Step step) {
        return one(Title.of(kind.name(), value), new Instruction.Setting(kind, value), step);
    }

    private static Operation invocation(Instruction.Invocation.Kind kind, List<Text> arguments, Step step) {
        return one(
                Title.of(kind.name(), arguments.toArray(new Text[0])),
                new Instruction.Invocation(kind, arguments),
                step);
    }

    private static Operation one(Title title, Instruction instruction, Step step) {
        return new Operation(title, List.of(instruction), step.origins());
    }

    private static Operation run(
            Title title,
            String body,
            List<Text> referring,
            SortedMap<String, Text> environment,
            List<Mount> mounts,
            Step step) {
        return one(
                title,
                new Instruction.Run("set -eu\n" + body, "", environment, arguments(referring), mounts, Network.DEFAULT),
                step);
    }

    /**
     * A command over several lines, one argument a line, as people write them in Dockerfiles. What lists spread to comes
     * last: words that a shell collected, which reach the command whole.
     */
    private String list(String command, List<Text> arguments) {
        String spreads = arguments.stream()
                .flatMap(argument -> listIn(argument).map(list -> Shell.spread(argument, list)).stream())
                .collect(Collectors.joining());
        Stream<String> words = arguments.stream()
                .filter(argument -> listIn(argument).isEmpty())
                .map(Shell::word);
        Stream<String> collected = spreads.isEmpty() ? Stream.empty() : Stream.of("\"$@\"");
        return Stream.concat(words, collected)
                .map(word -> " \\\n    " + word)
                .collect(Collectors.joining("", spreads + command, "\n"));
    }

    private Optional<Reference> listIn(Text text) {
        List<Reference> lists = text.references()
                .filter(reference -> Bindings.isList(family, reference))
                .distinct()
                .toList();
        if (lists.size() > 1) {
            throw new IllegalArgumentException("'" + text.source() + "' spreads both " + lists.get(0) + " and "
                    + lists.get(1) + ": one list a word");
        }
        return lists.stream().findFirst();
    }

    private static SortedMap<String, Text> arguments(List<Text> texts) {
        return texts.stream()
                .flatMap(Text::references)
                .distinct()
                .collect(Collectors.toMap(Reference::argument, Text::of, (first, second) -> first, TreeMap::new));
    }

    private static SortedMap<String, Text> with(SortedMap<String, Text> variables, String name, Text value) {
        SortedMap<String, Text> more = new TreeMap<>(variables);
        more.put(name, value);
        return more;
    }

    private static Title title(String command, List<Text> words) {
        return new Title(Text.literal(command), words);
    }

    private static Text firstLine(Text lines) {
        return Text.parse(lines.source().lines().findFirst().orElse(""));
    }
}
