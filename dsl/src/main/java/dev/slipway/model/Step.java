package dev.slipway.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One thing that an author says an image has, in the words of Dockerfiles and package managers.
 *
 * <p>{@code origins} are the places that asked for it: more than one where equal wishes were merged.
 */
public sealed interface Step {
    /** The folder in which a {@link Run} finds its script and its files. */
    String FILES = "/run/slipway";

    List<Origin> origins();

    /** References in it, with repeats. */
    Stream<Reference> references();

    /** The stages and images that it takes files from. */
    default Stream<Base> sources() {
        return Stream.empty();
    }

    <R> R accept(Cases<R> cases);

    /** An apt repository with its own signing key. */
    record AptRepository(
            String name, Text url, List<Text> suites, List<Text> components, String key, List<Origin> origins)
            implements Step {
        public AptRepository {
            suites = List.copyOf(suites);
            components = List.copyOf(components);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(url, suites, components);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.aptRepository(this);
        }
    }

    /** Debian packages; with a {@code suite}, taken from that suite and no other. */
    record AptPackages(List<Text> packages, Text suite, boolean recommends, List<Origin> origins) implements Step {
        public AptPackages {
            packages = List.copyOf(packages);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(suite, packages);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.aptPackages(this);
        }
    }

    /** Alpine packages. */
    record ApkPackages(List<Text> packages, List<Origin> origins) implements Step {
        public ApkPackages {
            packages = List.copyOf(packages);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(packages);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.apkPackages(this);
        }
    }

    /** Python libraries: pins, or a requirements file of the context (empty for none); an empty index is pip's own. */
    record PythonLibs(
            List<Text> pins, String requirements, Text index, boolean breakSystemPackages, List<Origin> origins)
            implements Step {
        public PythonLibs {
            pins = List.copyOf(pins);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(index, pins);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.pythonLibs(this);
        }
    }

    /** Lines of {@code /etc/locale.gen} to generate. */
    record Locales(List<String> definitions, List<Origin> origins) implements Step {
        public Locales {
            definitions = List.copyOf(definitions);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.empty();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.locales(this);
        }
    }

    /** An unprivileged user with a group of its name; uid 0 lets the system choose. */
    record Account(String name, int uid, String home, String shell, List<String> groups, List<Origin> origins)
            implements Step {
        public Account {
            groups = List.copyOf(groups);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.empty();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.account(this);
        }
    }

    /** An environment variable of the image; its value may use those before it, as in {@code /opt/bin:$PATH}. */
    record Env(String name, Text value, List<Origin> origins) implements Step {
        public Env {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(value);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.env(this);
        }
    }

    /** A file or folder of the context; empty owner and mode are root and the file's own. */
    record Files(String from, Text to, String owner, String mode, List<Origin> origins) implements Step {
        public Files {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(to);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.files(this);
        }
    }

    /** A file or folder of a stage or of another image. */
    record FilesFrom(Base source, Text from, Text to, String owner, String mode, List<Origin> origins) implements Step {
        public FilesFrom {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.concat(source.references(), referencesIn(from, to));
        }

        @Override
        public Stream<Base> sources() {
            return Stream.of(source);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.filesFrom(this);
        }
    }

    /** A file from the network, checked against its SHA-256. */
    record Download(Text url, Text sha256, Text to, String owner, String mode, List<Origin> origins) implements Step {
        public Download {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(url, sha256, to);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.download(this);
        }
    }

    /** A git tree at a ref, with its {@code .git}. */
    record GitSource(Text url, Text ref, Text to, List<Origin> origins) implements Step {
        public GitSource {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(url, ref, to);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.gitSource(this);
        }
    }

    /** A command; {@code files} of the context stand under {@link #FILES} while it runs; an empty user is root. */
    record Run(
            Program program,
            SortedMap<String, Text> env,
            Network network,
            List<CacheMount> caches,
            List<SecretMount> secrets,
            List<TmpfsMount> tmpfs,
            List<BindMount> binds,
            List<String> files,
            String user,
            Patience patience,
            List<Origin> origins)
            implements Step {
        public Run {
            caches = List.copyOf(caches);
            secrets = List.copyOf(secrets);
            tmpfs = List.copyOf(tmpfs);
            binds = List.copyOf(binds);
            files = List.copyOf(files);
            env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
            origins = List.copyOf(origins);
        }

        /** One without folders in memory and bound files, that gets the usual patience. */
        public Run(
                Program program,
                SortedMap<String, Text> env,
                Network network,
                List<CacheMount> caches,
                List<SecretMount> secrets,
                List<String> files,
                String user,
                List<Origin> origins) {
            this(program, env, network, caches, secrets, List.of(), List.of(), files, user, Patience.USUAL, origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.of(
                            program instanceof Program.Inline inline
                                    ? inline.lines().references()
                                    : Stream.<Reference>empty(),
                            referencesIn(env.values()),
                            tmpfs.stream().flatMap(mount -> mount.target().references()),
                            binds.stream().flatMap(BindMount::references))
                    .flatMap(references -> references);
        }

        @Override
        public Stream<Base> sources() {
            return binds.stream().flatMap(BindMount::sources);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.run(this);
        }
    }

    /** The shell of later commands. */
    record Shell(List<String> command, List<Origin> origins) implements Step {
        public Shell {
            command = List.copyOf(command);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.empty();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.shell(this);
        }
    }

    /** The user that the image runs as. */
    record User(Text user, List<Origin> origins) implements Step {
        public User {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(user);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.user(this);
        }
    }

    /** The folder that the image starts in. */
    record Workdir(Text path, List<Origin> origins) implements Step {
        public Workdir {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(path);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.workdir(this);
        }
    }

    /** The program that the image runs, in exec form. */
    record Entrypoint(List<Text> arguments, List<Origin> origins) implements Step {
        public Entrypoint {
            arguments = List.copyOf(arguments);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(arguments);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.entrypoint(this);
        }
    }

    /** The default arguments, in exec form. */
    record Command(List<Text> arguments, List<Origin> origins) implements Step {
        public Command {
            arguments = List.copyOf(arguments);
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(arguments);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.command(this);
        }
    }

    /** A port, such as {@code 5432/tcp}. */
    record Expose(String port, List<Origin> origins) implements Step {
        public Expose {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.empty();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.expose(this);
        }
    }

    /** A folder that is a volume. */
    record Volume(Text path, List<Origin> origins) implements Step {
        public Volume {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(path);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.volume(this);
        }
    }

    /** An image label. */
    record Label(String name, Text value, List<Origin> origins) implements Step {
        public Label {
            origins = List.copyOf(origins);
        }

        @Override
        public Stream<Reference> references() {
            return referencesIn(value);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.label(this);
        }
    }

    /** One answer for each kind of step. */
    interface Cases<R> {
        R aptRepository(AptRepository step);

        R aptPackages(AptPackages step);

        R apkPackages(ApkPackages step);

        R pythonLibs(PythonLibs step);

        R locales(Locales step);

        R account(Account step);

        R env(Env step);

        R files(Files step);

        R filesFrom(FilesFrom step);

        R download(Download step);

        R gitSource(GitSource step);

        R run(Run step);

        R shell(Shell step);

        R user(User step);

        R workdir(Workdir step);

        R entrypoint(Entrypoint step);

        R command(Command step);

        R expose(Expose step);

        R volume(Volume step);

        R label(Label step);
    }

    private static Stream<Reference> referencesIn(Text... texts) {
        return Stream.of(texts).flatMap(Text::references);
    }

    private static Stream<Reference> referencesIn(Collection<Text> texts) {
        return texts.stream().flatMap(Text::references);
    }

    private static Stream<Reference> referencesIn(Text text, Collection<Text> texts) {
        return Stream.concat(text.references(), referencesIn(texts));
    }

    private static Stream<Reference> referencesIn(Text text, Collection<Text> some, Collection<Text> others) {
        return Stream.concat(referencesIn(text, some), referencesIn(others));
    }
}
