package dev.slipway.dockerfile;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Base;
import dev.slipway.model.MemorySize;
import dev.slipway.model.Network;
import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes instructions as lines of a Dockerfile, each ending without a line break.
 *
 * @param names what the Dockerfile calls all that instructions refer to
 * @param context the stage that has a file or folder of the context under its path; none where it is the context itself
 */
public record InstructionWriter(Names names, Function<String, Optional<String>> context)
        implements Instruction.Cases<String> {
    /** What instructions refer to, in the words of one Dockerfile. */
    public interface Names {
        /** The stage or image that files come from, where nothing is expanded. */
        String source(Base source);

        /**
         * The value of a reference where nothing is expanded.
         *
         * @throws IllegalArgumentException if variants have different values
         */
        String constant(Reference reference, Instruction.Invocation.Kind place);
    }

    private static final String CONTINUED = " \\\n    ";
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\\\]");
    private static final Pattern BLANK = Pattern.compile("\\s");

    /** One whose files come from the context. */
    public InstructionWriter(Names names) {
        this(names, path -> Optional.empty());
    }

    @Override
    public String run(Instruction.Run run) {
        boolean manyLines = run.environment().values().stream()
                .anyMatch(value -> value.source().contains("\n"));
        List<String> flags = new ArrayList<>();
        if (run.network() == Network.NONE) {
            flags.add("--network=none");
        }
        run.mounts().forEach(mount -> flags.add("--mount=" + mount(mount)));
        return run.script().isEmpty() || manyLines ? shell(run, flags) : script(run, flags);
    }

    /**
     * A RUN of one heredoc hands its lines to the stage's shell as they are: it is that shell that sees
     * {@code ${PG_MAJOR}}, as an environment variable, since BuildKit gives a command its stage's arguments that way. The
     * quotes around the delimiter say so, and keep builders quiet that would expand the lines themselves (Buildah before
     * 1.36).
     */
    private static String shell(Instruction.Run run, List<String> flags) {
        String exports = run.environment().entrySet().stream()
                .map(variable -> "export " + assignment(variable) + "\n")
                .collect(Collectors.joining());
        String command = run.script().isEmpty() ? run.body() : "exec " + run.script() + "\n";
        String lines = exports + command;
        String start = Stream.concat(Stream.of("RUN"), joined(flags)).collect(Collectors.joining(" "));
        return heredoc(start, "'", lines, "");
    }

    private static String script(Instruction.Run run, List<String> flags) {
        List<String> words = new ArrayList<>(flags);
        run.environment().entrySet().forEach(variable -> words.add(assignment(variable)));
        words.add(run.script());
        return "RUN " + String.join(CONTINUED, words);
    }

    private static String assignment(Map.Entry<String, Text> variable) {
        return variable.getKey() + "=" + Quoting.shellValue(variable.getValue());
    }

    private static Stream<String> joined(List<String> flags) {
        return flags.isEmpty() ? Stream.empty() : Stream.of(String.join(CONTINUED, flags));
    }

    private String mount(Mount mount) {
        return mount.accept(new Mount.Cases<>() {
            @Override
            public String cache(Mount.Cache cache) {
                String sharing = cache.sharing().name().toLowerCase(Locale.ROOT);
                return "type=cache,target=" + option(cache.target()) + ",sharing=" + sharing;
            }

            @Override
            public String context(Mount.Context mount) {
                String from = context.apply(mount.path())
                        .map(stage -> ",from=" + stage)
                        .orElse("");
                return "type=bind" + from + ",source=" + option(mount.path()) + ",target=" + option(mount.target())
                        + writable(mount.writable());
            }

            @Override
            public String image(Mount.Image image) {
                return "type=bind,from=" + option(names.source(image.source())) + ",source=" + option(image.path())
                        + ",target=" + option(image.target()) + writable(image.writable());
            }

            @Override
            public String secret(Mount.Secret secret) {
                return "type=secret,id=" + option(secret.id()) + ",target=" + option(secret.target())
                        + ",required=true";
            }

            @Override
            public String tmpfs(Mount.Tmpfs tmpfs) {
                String size = tmpfs.size() == 0 ? "" : ",size=" + MemorySize.format(tmpfs.size());
                return "type=tmpfs,target=" + option(tmpfs.target()) + size;
            }
        });
    }

    private static String writable(boolean writable) {
        return writable ? ",rw" : "";
    }

    private static String option(Text value) {
        return value.render(InstructionWriter::option, reference -> "${" + reference.argument() + "}");
    }

    private static String option(String value) {
        if (value.matches(".*[\\s,\"'$\\\\].*")) {
            throw new IllegalArgumentException("'" + value + "' has characters that no mount of a Dockerfile can name");
        }
        return value;
    }

    @Override
    public String copy(Instruction.Copy copy) {
        String from =
                context.apply(copy.from()).map(stage -> " --from=" + stage).orElse("");
        String start = "COPY" + from + ownership(copy.owner(), copy.mode());
        return transfer(start, Text.literal(withoutWildcards(copy.from())), copy.to());
    }

    /** BuildKit looks for patterns in paths of the context; this one has none that means anything. */
    private static String withoutWildcards(String path) {
        return WILDCARD.matcher(path).replaceAll("[\\\\$0]");
    }

    /** Content without references stands there as it is; with them the builder expands it. */
    @Override
    public String writeFile(Instruction.WriteFile file) {
        String start = "COPY" + ownership(file.owner(), file.mode());
        String target = Quoting.word(file.to());
        if (BLANK.matcher(target).find()) {
            throw new IllegalArgumentException(
                    "'" + file.to().source() + "' has a blank, which the path of a written file cannot have");
        }
        boolean expands = file.content().references().findAny().isPresent();
        return expands
                ? heredoc(start, "", Quoting.heredoc(file.content()), " " + target)
                : heredoc(start, "'", file.content().value(), " " + target);
    }

    @Override
    public String copyFrom(Instruction.CopyFrom copy) {
        String start = "COPY --from=" + names.source(copy.source()) + ownership(copy.owner(), copy.mode());
        return transfer(start, copy.from(), copy.to());
    }

    @Override
    public String download(Instruction.Download download) {
        String checksum = "ADD --checksum=sha256:" + Quoting.word(download.sha256());
        return transfer(checksum + ownership(download.owner(), download.mode()), download.url(), download.to());
    }

    @Override
    public String gitSource(Instruction.GitSource source) {
        Text tree = source.ref().isEmpty() ? source.url() : Text.concat(source.url(), Text.literal("#"), source.ref());
        return transfer("ADD --keep-git-dir=true", tree, source.to());
    }

    @Override
    public String env(Instruction.Env env) {
        return "ENV " + env.name() + "=" + Quoting.value(env.value());
    }

    @Override
    public String setting(Instruction.Setting setting) {
        String value = Quoting.word(setting.value());
        boolean isList = setting.kind() == Instruction.Setting.Kind.VOLUME
                && BLANK.matcher(value).find();
        return setting.kind() + " " + (isList ? ExecForm.of(List.of(value)) : value);
    }

    /** A Dockerfile expands nothing in exec form, so only what every variant has in common can stand there. */
    @Override
    public String invocation(Instruction.Invocation invocation) {
        List<String> arguments = invocation.arguments().stream()
                .map(argument -> argument.replace(
                                reference -> Text.literal(names.constant(reference, invocation.kind())))
                        .value())
                .toList();
        return invocation.kind() + " " + ExecForm.of(arguments);
    }

    @Override
    public String label(Instruction.Label label) {
        return "LABEL " + label.name() + "=" + Quoting.value(label.value());
    }

    private static String transfer(String start, Text from, Text to) {
        List<String> paths = List.of(Quoting.word(from), Quoting.word(to));
        boolean plain = paths.stream().noneMatch(path -> BLANK.matcher(path).find());
        return start + " " + (plain ? String.join(" ", paths) : ExecForm.of(paths));
    }

    private static String ownership(String owner, String mode) {
        return (owner.isEmpty() ? "" : " --chown=" + owner) + (mode.isEmpty() ? "" : " --chmod=" + mode);
    }

    /** The lines between a start and a delimiter that none of them is. */
    private static String heredoc(String start, String quote, String lines, String end) {
        if (!lines.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "the last line of '" + lines + "' does not end: in a Dockerfile it must");
        }
        List<String> all = lines.lines().toList();
        String delimiter = Stream.iterate("EOF", name -> name + "_")
                .filter(name -> !all.contains(name))
                .findFirst()
                .orElseThrow();
        return start + " <<" + quote + delimiter + quote + end + "\n" + lines + delimiter;
    }
}
