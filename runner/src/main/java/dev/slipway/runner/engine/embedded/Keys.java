package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Check;
import java.util.List;

/**
 * The inputs of what instructions do to the files of a snapshot: all that the result depends on, and nothing else. So two
 * instructions have one key where their results must be the same, however they are written.
 */
final class Keys {
    private static final String USER = "the user";
    private static final String FOLDER = "the working folder";
    private static final String TARGET = "the target";
    private static final String OWNER = "the owner";
    private static final String MODE = "the mode";

    private final Snapshot before;
    private final Sources sources;

    Keys(Snapshot before, Sources sources) {
        this.before = before;
        this.sources = sources;
    }

    /** What the command is told and sees; a shell that it does not use is no part of that. */
    Inputs run(Instruction.Run run) {
        ImageSettings settings = before.settings();
        return Inputs.of(
                "run",
                Inputs.before(before),
                Inputs.lines("the command", Commands.arguments(run, settings)),
                Inputs.lines("the program", Commands.isProgram(run) ? run.body() : ""),
                Inputs.variables(Commands.environment(run, settings.environment())),
                Inputs.value(USER, settings.user()),
                Inputs.value(FOLDER, settings.workdirOrRoot()),
                Inputs.value("the network", run.network()),
                Inputs.mounts(run.mounts().stream()
                        .map(mount -> mount.accept(new Mounts()))
                        .toList()));
    }

    Inputs copy(Instruction.Copy copy, String to) {
        // Where a file takes the target's name, the contents of a folder go into it.
        return Inputs.of(
                "copy",
                Inputs.before(before),
                Inputs.value("whether it is a file", isFile(copy.from())),
                Inputs.files(content(copy.from())),
                Inputs.value(TARGET, to),
                Inputs.value(OWNER, copy.owner()),
                Inputs.value(MODE, copy.mode()));
    }

    Inputs writeFile(Instruction.WriteFile file, String to) {
        return Inputs.of(
                "write",
                Inputs.before(before),
                Inputs.lines("the content", file.content().value()),
                Inputs.value(TARGET, to),
                Inputs.value(OWNER, file.owner()),
                Inputs.value(MODE, file.mode()));
    }

    Inputs copyFrom(Instruction.CopyFrom copy, Snapshot source, String from, String to) {
        return Inputs.of(
                "copy-from",
                Inputs.before(before),
                Inputs.read(NodeBuild.name(copy.source()), source),
                Inputs.value("what is copied", from),
                Inputs.value(TARGET, to),
                Inputs.value(OWNER, copy.owner()),
                Inputs.value(MODE, copy.mode()));
    }

    /** Wherever it comes from, its checksum says what it is. */
    Inputs download(String sha256, String name, String to, String owner, String mode) {
        return Inputs.of(
                "download",
                Inputs.before(before),
                Inputs.value("the checksum", sha256),
                Inputs.value("the name of the file", name),
                Inputs.value(TARGET, to),
                Inputs.value(OWNER, owner),
                Inputs.value(MODE, mode));
    }

    /** The address is in the {@code .git/config} of the tree. */
    Inputs gitSource(String url, String ref, String target, String to) {
        return Inputs.of(
                "git",
                Inputs.before(before),
                Inputs.value("the address", url),
                Inputs.value("what '" + ref + "' stands for", target),
                Inputs.value(TARGET, to));
    }

    /** It belongs to the user of the image. */
    Inputs workdir(String path, String user) {
        return Inputs.of("workdir", Inputs.before(before), Inputs.value(FOLDER, path), Inputs.value(USER, user));
    }

    static Inputs check(Check check, Snapshot image) {
        ImageSettings settings = image.settings();
        return Inputs.of(
                "check",
                Inputs.before(image),
                Inputs.lines(
                        "the command", Commands.shell(settings, check.command().value())),
                Inputs.variables(settings.environment()),
                Inputs.value(USER, settings.user()),
                Inputs.value(FOLDER, settings.workdirOrRoot()),
                Inputs.value("what it must print", check.prints().value()));
    }

    private final class Mounts implements Mount.Cases<Object> {
        @Override
        public Object cache(Mount.Cache mount) {
            return List.of("cache", mount.target().value());
        }

        @Override
        public Object context(Mount.Context mount) {
            return List.of(
                    "context",
                    mount.target().value(),
                    content(mount.path()),
                    isFile(mount.path()) ? "a file" : "a folder",
                    access(mount.writable()));
        }

        @Override
        public Object image(Mount.Image mount) {
            return List.of("image", mount.target().value(), sources.part(mount), access(mount.writable()));
        }

        private static String access(boolean writable) {
            return writable ? "read-write" : "read-only";
        }

        /** Its value is no part of the key, as with BuildKit: a secret lets a command do its work, and no more. */
        @Override
        public Object secret(Mount.Secret mount) {
            return List.of("secret", mount.target().value(), mount.id());
        }

        @Override
        public Object tmpfs(Mount.Tmpfs mount) {
            return List.of("tmpfs", mount.target().value(), mount.size());
        }
    }

    private boolean isFile(String path) {
        return sources.context().files().stream().anyMatch(file -> file.path().equals(path));
    }

    /** What can be told of a file or folder of the context where it ends up: not where it was. */
    private List<Object> content(String path) {
        return sources.context().files().stream()
                .filter(file -> ContextFiles.contains(path, file.path()))
                .<Object>map(file -> List.of(within(path, file.path()), file.sha256(), file.executable()))
                .toList();
    }

    /** The path of a file below that of which the contents are taken; its name alone if that is the file itself. */
    private static String within(String path, String file) {
        if (file.equals(path)) {
            return file.substring(file.lastIndexOf('/') + 1);
        }
        return path.equals(".") ? file : file.substring(path.length() + (path.endsWith("/") ? 0 : 1));
    }
}
