package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.model.Base;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.sandbox.Accounts;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says what each instruction of a stage does, and by which key its result is known. */
final class Changes implements Instruction.Cases<Change> {
    private static final String DOWNLOAD_MODE = "0600";

    private final Snapshot before;
    private final Context context;
    private final Commands commands;
    private final GitTrees git;
    private final Function<Base, Snapshot> sources;
    private final Keys keys;

    /** @param sources the snapshot of what files are copied from */
    Changes(Snapshot before, Context context, NodeBuild.Tools tools, Function<Base, Snapshot> sources) {
        this.before = before;
        this.context = context;
        this.commands = tools.commands();
        this.git = tools.git();
        this.sources = sources;
        this.keys = new Keys(before, context);
    }

    @Override
    public Change run(Instruction.Run run) {
        ImageSettings settings = before.settings();
        int retries = run.patience().retries();
        Change.Filler filler = workspace -> commands.run(run, settings, context, workspace);
        return new Change(settings, Optional.of(new Change.Work(keys.run(run), List.of(), retries, filler)));
    }

    @Override
    public Change copy(Instruction.Copy copy) {
        String to = absolute(copy.to().value());
        return Change.of(before.settings(), keys.copy(copy, to), workspace -> {
            Path source = context.folder().resolve(copy.from());
            copier(workspace, copy.owner(), copy.mode()).copy(source, to);
        });
    }

    @Override
    public Change writeFile(Instruction.WriteFile file) {
        String to = absolute(file.to().value());
        String content = file.content().value();
        return Change.of(before.settings(), keys.writeFile(file, to), workspace -> {
            Path written = Files.writeString(workspace.scratch().resolve("content"), content);
            Files.setLastModifiedTime(written, FileTime.fromMillis(0));
            copier(workspace, file.owner(), file.mode()).copy(written, to);
        });
    }

    @Override
    public Change copyFrom(Instruction.CopyFrom copy) {
        Snapshot source = sources.apply(copy.source());
        String from = copy.from().value();
        String to = absolute(copy.to().value());
        String key = keys.copyFrom(copy, source, to);
        return Change.of(before.settings(), key, source.folders(), workspace -> {
            Path empty = Files.createDirectory(workspace.scratch().resolve("empty"));
            Path mounted = workspace.scratch().resolve("source");
            Overlay overlay = Overlay.mountReadOnly(source.folders(), empty, mounted);
            try (overlay) {
                Path path = new RootFolder(overlay.root()).resolve(from);
                if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("there is no " + from + " to copy");
                }
                copier(workspace, copy.owner(), copy.mode()).copy(path, to);
            }
        });
    }

    @Override
    public Change download(Instruction.Download download) {
        String url = download.url().value();
        String to = absolute(download.to().value());
        String file = to.endsWith("/") ? to + Downloads.name(url) : to;
        String mode = download.mode().isEmpty() ? DOWNLOAD_MODE : download.mode();
        String sha256 = Downloads.digest(download.sha256().value());
        String key = keys.download(sha256, file, download.owner(), mode);
        return Change.of(before.settings(), key, workspace -> {
            Path fetched = Downloads.fetch(url, sha256, workspace.scratch().resolve("download"));
            copier(workspace, download.owner(), mode).copy(fetched, file);
        });
    }

    @Override
    public Change gitSource(Instruction.GitSource source) {
        String url = source.url().value();
        String commit = git.commit(url, source.ref().value());
        String to = absolute(source.to().value());
        return Change.of(before.settings(), keys.gitSource(url, commit, to), workspace -> {
            Path tree = git.fetch(url, commit, workspace.scratch().resolve("tree"), workspace.output());
            copier(workspace, "", "").copy(tree, to);
        });
    }

    @Override
    public Change env(Instruction.Env env) {
        return Change.of(before.settings().with(env));
    }

    @Override
    public Change setting(Instruction.Setting setting) {
        ImageSettings settings = before.settings().with(setting);
        if (setting.kind() != Instruction.Setting.Kind.WORKDIR) {
            return Change.of(settings);
        }
        return Change.of(settings, keys.workdir(settings.workdir()), workspace -> {
            if (!Files.isDirectory(workspace.root().resolve(settings.workdir()))) {
                workspace.root().makeFolders(settings.workdir());
            }
        });
    }

    @Override
    public Change invocation(Instruction.Invocation invocation) {
        return Change.of(before.settings().with(invocation));
    }

    @Override
    public Change label(Instruction.Label label) {
        return Change.of(before.settings().with(label));
    }

    private String absolute(String path) {
        String expanded = before.settings().expand(path);
        String workdir = before.settings().workdirOrRoot();
        return expanded.startsWith("/") ? expanded : workdir + (workdir.endsWith("/") ? "" : "/") + expanded;
    }

    private static FileCopier copier(Workspace workspace, String owner, String mode) throws IOException {
        Accounts.Identity identity = Accounts.of(workspace.root().path()).identify(owner);
        Optional<Integer> bits = mode.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(mode, 8));
        return new FileCopier(workspace.root(), identity, bits);
    }
}
