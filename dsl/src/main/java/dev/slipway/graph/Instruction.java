package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.Network;
import dev.slipway.model.Patience;
import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An instruction with a Dockerfile's meaning, after BuildKit's Dockerfile reference. As
 * {@link Lowering} makes it, its texts hold references; in a node of a {@link BuildGraph} none are left.
 */
public sealed interface Instruction {
    /** References in it, each once, in order of their names. */
    SortedSet<Reference> references();

    /** The same with every reference replaced by its value. */
    Instruction resolve(Resolution resolution);

    /** The stages and images that it takes files from. */
    default Stream<Base> sources() {
        return Stream.empty();
    }

    <R> R accept(Cases<R> cases);

    /**
     * Executes a command.
     *
     * <p>Values never become part of the shell's text: {@code body} reads them as variables such as {@code ${PG_MAJOR}},
     * which {@code arguments} sets for this one command.
     *
     * @param body lines for the stage's shell, or for the interpreter that their first one names after {@code #!}; empty
     *     where {@code script} is set
     * @param script the absolute path, under a mount, of a file with a {@code #!} line of its own; or empty
     * @param environment set for this command only, over the image's; values may hold {@code $VARIABLES} of the image
     * @param arguments references that {@code body} reads, with their values once resolved, by argument name
     */
    record Run(
            String body,
            String script,
            SortedMap<String, Text> environment,
            SortedMap<String, Text> arguments,
            List<Mount> mounts,
            Network network,
            Patience patience)
            implements Instruction {
        public Run {
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
            mounts = List.copyOf(mounts);
        }

        /** One that gets the usual patience. */
        public Run(
                String body,
                String script,
                SortedMap<String, Text> environment,
                SortedMap<String, Text> arguments,
                List<Mount> mounts,
                Network network) {
            this(body, script, environment, arguments, mounts, network, Patience.USUAL);
        }

        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(
                            environment.values().stream(),
                            arguments.values().stream(),
                            mounts.stream().flatMap(Mount::texts))
                    .flatMap(texts -> texts));
        }

        @Override
        public Run resolve(Resolution resolution) {
            return new Run(
                    body,
                    script,
                    resolution.texts(environment),
                    resolution.texts(arguments),
                    mounts.stream().map(mount -> mount.resolve(resolution)).toList(),
                    network,
                    patience);
        }

        @Override
        public Stream<Base> sources() {
            return imageMounts().map(Mount.Image::source);
        }

        /** Those of its mounts that show files of stages and images. */
        public Stream<Mount.Image> imageMounts() {
            return mounts.stream().filter(Mount.Image.class::isInstance).map(Mount.Image.class::cast);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.run(this);
        }
    }

    /** Copies a file or the contents of a folder of the context, with Dockerfile {@code COPY}'s rules for the target. */
    record Copy(String from, Text to, String owner, String mode) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(to));
        }

        @Override
        public Copy resolve(Resolution resolution) {
            return new Copy(from, resolution.text(to), owner, mode);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.copy(this);
        }
    }

    /** Writes a file with the given content: {@code COPY} with a heredoc. */
    record WriteFile(Text content, Text to, String owner, String mode) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(content, to));
        }

        @Override
        public WriteFile resolve(Resolution resolution) {
            return new WriteFile(resolution.text(content), resolution.text(to), owner, mode);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.writeFile(this);
        }
    }

    /** {@code COPY --from}: a stage, another image of the family or an external one. */
    record CopyFrom(Base source, Text from, Text to, String owner, String mode) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.concat(source.texts(), Stream.of(from, to)));
        }

        @Override
        public Stream<Base> sources() {
            return Stream.of(source);
        }

        @Override
        public CopyFrom resolve(Resolution resolution) {
            return new CopyFrom(resolution.base(source), resolution.text(from), resolution.text(to), owner, mode);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.copyFrom(this);
        }
    }

    /** {@code ADD --checksum=sha256:...}: a file from the network, never unpacked. */
    record Download(Text url, Text sha256, Text to, String owner, String mode) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(url, sha256, to));
        }

        @Override
        public Download resolve(Resolution resolution) {
            return new Download(resolution.text(url), resolution.text(sha256), resolution.text(to), owner, mode);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.download(this);
        }
    }

    /** {@code ADD --keep-git-dir=true URL#REF}. */
    record GitSource(Text url, Text ref, Text to) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(url, ref, to));
        }

        @Override
        public GitSource resolve(Resolution resolution) {
            return new GitSource(resolution.text(url), resolution.text(ref), resolution.text(to));
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.gitSource(this);
        }
    }

    /** {@code ENV}: the value may use variables set before it, as {@code $NAME} or {@code ${NAME}}. */
    record Env(String name, Text value) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(value));
        }

        @Override
        public Env resolve(Resolution resolution) {
            return new Env(name, resolution.text(value));
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.env(this);
        }
    }

    /** An instruction that takes one value and changes nothing but the image's configuration, or its working folder. */
    record Setting(Setting.Kind kind, Text value) implements Instruction {
        /** Which one. */
        public enum Kind {
            USER,
            WORKDIR,
            EXPOSE,
            VOLUME
        }

        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(value));
        }

        @Override
        public Setting resolve(Resolution resolution) {
            return new Setting(kind, resolution.text(value));
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.setting(this);
        }
    }

    /** An instruction that takes a list in exec form. */
    record Invocation(Invocation.Kind kind, List<Text> arguments) implements Instruction {
        /** Which one. */
        public enum Kind {
            SHELL,
            ENTRYPOINT,
            CMD
        }

        public Invocation {
            arguments = List.copyOf(arguments);
        }

        @Override
        public SortedSet<Reference> references() {
            return collect(arguments.stream());
        }

        @Override
        public Invocation resolve(Resolution resolution) {
            return new Invocation(kind, arguments.stream().map(resolution::text).toList());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.invocation(this);
        }
    }

    /** {@code LABEL}. */
    record Label(String name, Text value) implements Instruction {
        @Override
        public SortedSet<Reference> references() {
            return collect(Stream.of(value));
        }

        @Override
        public Label resolve(Resolution resolution) {
            return new Label(name, resolution.text(value));
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.label(this);
        }
    }

    /** One answer for each kind of instruction. */
    interface Cases<R> {
        R run(Run run);

        R copy(Copy copy);

        R writeFile(WriteFile file);

        R copyFrom(CopyFrom copy);

        R download(Download download);

        R gitSource(GitSource source);

        R env(Env env);

        R setting(Setting setting);

        R invocation(Invocation invocation);

        R label(Label label);
    }

    private static SortedSet<Reference> collect(Stream<Text> texts) {
        return texts.flatMap(Text::references).collect(Collectors.toCollection(TreeSet::new));
    }
}
