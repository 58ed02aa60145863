package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Digests;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Check;
import dev.slipway.runner.engine.Context;
import java.util.List;

/**
 * The keys of what instructions do to the files of a snapshot: each stands for all that the result depends on, and for
 * nothing else. So two instructions have one key where their results must be the same, however they are written.
 */
final class Keys {
    private final Snapshot before;
    private final Context context;

    Keys(Snapshot before, Context context) {
        this.before = before;
        this.context = context;
    }

    /** What the command is told and sees; a shell that it does not use is no part of that. */
    String run(Instruction.Run run) {
        ImageSettings settings = before.settings();
        return Digests.of(
                "run",
                before.filesKey(),
                Commands.arguments(run, settings),
                Commands.isProgram(run) ? run.body() : "",
                Commands.environment(run, settings.environment()),
                settings.user(),
                settings.workdirOrRoot(),
                run.network(),
                run.mounts().stream().map(mount -> mount.accept(new Mounts())).toList());
    }

    String copy(Instruction.Copy copy, String to) {
        // Where a file takes the target's name, the contents of a folder go into it.
        boolean isFile = context.files().stream().anyMatch(file -> file.path().equals(copy.from()));
        return Digests.of("copy", before.filesKey(), isFile, content(copy.from()), to, copy.owner(), copy.mode());
    }

    String writeFile(Instruction.WriteFile file, String to) {
        return Digests.of("write", before.filesKey(), file.content().value(), to, file.owner(), file.mode());
    }

    String copyFrom(Instruction.CopyFrom copy, Snapshot source, String from, String to) {
        return Digests.of("copy-from", before.filesKey(), source.filesKey(), from, to, copy.owner(), copy.mode());
    }

    /** Wherever it comes from, its checksum says what it is. */
    String download(String sha256, String name, String to, String owner, String mode) {
        return Digests.of("download", before.filesKey(), sha256, name, to, owner, mode);
    }

    /** The address is in the {@code .git/config} of the tree. */
    String gitSource(String url, String target, String to) {
        return Digests.of("git", before.filesKey(), url, target, to);
    }

    /** It belongs to the user of the image. */
    String workdir(String path, String user) {
        return Digests.of("workdir", before.filesKey(), path, user);
    }

    static String check(Check check, Snapshot image) {
        ImageSettings settings = image.settings();
        return Digests.of(
                "check",
                image.filesKey(),
                Commands.shell(settings, check.command().value()),
                settings.environment(),
                settings.user(),
                settings.workdirOrRoot(),
                check.prints().value());
    }

    private final class Mounts implements Mount.Cases<Object> {
        @Override
        public Object cache(Mount.Cache mount) {
            return List.of("cache", mount.target().value());
        }

        @Override
        public Object context(Mount.Context mount) {
            return List.of("context", mount.target().value(), content(mount.path()));
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

    /** What can be told of a file or folder of the context where it ends up: not where it was. */
    private List<Object> content(String path) {
        return context.files().stream()
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
