package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.runner.engine.Git;
import dev.slipway.runner.sandbox.Accounts;
import dev.slipway.runner.sandbox.Accounts.Owner;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RawName;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what each instruction of a stage does, and by which key its result is known. */
final class Changes implements Instruction.Cases<Change> {
    private static final int DOWNLOAD_MODE = 0600;
    private static final int WRITTEN_MODE = 0644;
    private static final int WORKDIR_MODE = 0755;
    private static final String WRITTEN = "content";

    private final Snapshot before;
    private final Sources sources;
    private final Commands commands;
    private final GitTrees git;
    private final Keys keys;

    Changes(Snapshot before, Sources sources, NodeBuild.Tools tools) {
        this.before = before;
        this.sources = sources;
        this.commands = tools.commands();
        this.git = tools.git();
        this.keys = new Keys(before, sources);
    }

    @Override
    public Change run(Instruction.Run run) {
        ImageSettings settings = before.settings();
        int retries = run.patience().retries();
        Change.Filler filler = workspace -> commands.run(run, settings, sources, workspace);
        List<Path> layers = run.sources()
                .flatMap(source -> sources.image(source).folders().stream())
                .toList();
        return new Change(settings, Optional.of(new Change.Work(keys.run(run), layers, retries, filler)));
    }

    @Override
    public Change copy(Instruction.Copy copy) {
        String to = absolute(copy.to().value());
        return Change.of(before.settings(), keys.copy(copy, to), workspace -> {
            CopySource source = CopySource.at(new RootFolder(sources.context().folder()), copy.from());
            copier(workspace, owner(copy.owner(), workspace), copy.mode()).copy(source.place(), source.name(), to);
        });
    }

    @Override
    public Change writeFile(Instruction.WriteFile file) {
        String to = absolute(file.to().value());
        String content = file.content().value();
        return Change.of(before.settings(), keys.writeFile(file, to), workspace -> {
            Path written = Files.writeString(workspace.scratch().resolve(WRITTEN), content);
            Files.setAttribute(written, "unix:mode", WRITTEN_MODE);
            copier(workspace, owner(file.owner(), workspace), file.mode()).copy(written, WRITTEN, to);
        });
    }

    @Override
    public Change copyFrom(Instruction.CopyFrom copy) {
        Snapshot source = sources.image(copy.source());
        String from =
                ImagePaths.absolute("/", before.settings().expand(copy.from().value()));
        String to = absolute(copy.to().value());
        Inputs inputs = keys.copyFrom(copy, source, from, to);
        return Change.of(before.settings(), inputs, source.folders(), workspace -> {
            Overlay overlay =
                    SourceFiles.mount(source.folders(), workspace.scratch().resolve("source"));
            try (overlay) {
                Optional<Owner> owner = copy.owner().isEmpty() ? Optional.empty() : owner(copy.owner(), workspace);
                for (CopySource each : CopySource.matching(new RootFolder(overlay.root()), from)) {
                    copier(workspace, owner, copy.mode()).copy(each.place(), each.name(), to);
                }
            }
        });
    }

    @Override
    public Change download(Instruction.Download download) {
        String url = download.url().value();
        String to = absolute(download.to().value());
        String name = Downloads.name(url);
        String sha256 = Downloads.digest(download.sha256().value());
        Inputs inputs = keys.download(sha256, name, to, download.owner(), download.mode());
        return Change.of(before.settings(), inputs, workspace -> {
            Path fetched = Downloads.fetch(url, sha256, workspace.scratch().resolve("download"));
            Files.setAttribute(fetched, "unix:mode", DOWNLOAD_MODE);
            copier(workspace, owner(download.owner(), workspace), download.mode())
                    .copy(fetched, RawName.ofText(name), to);
        });
    }

    @Override
    public Change gitSource(Instruction.GitSource source) {
        String url = source.url().value();
        Git.Target target = git.resolve(url, source.ref().value());
        String to = absolute(source.to().value());
        return Change.of(before.settings(), keys.gitSource(url, source.ref().value(), target.key(), to), workspace -> {
            Path tree = git.fetch(url, target, workspace.scratch().resolve("tree"), workspace.output());
            copier(workspace, owner("", workspace), "").copy(tree, "", to);
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
        String workdir = settings.workdirOrRoot();
        return Change.of(settings, keys.workdir(workdir, settings.user()), workspace -> {
            Owner owner = owner(settings.user(), workspace).orElse(Owner.ROOT);
            workspace.root().makeFolders(workspace.root().resolve(workdir), owner, WORKDIR_MODE);
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
        return ImagePaths.target(
                before.settings().workdirOrRoot(), before.settings().expand(path));
    }

    private static FileCopier copier(Workspace workspace, Optional<Owner> owner, String mode) {
        Optional<Integer> bits = mode.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(mode, 8));
        return new FileCopier(workspace.root(), owner, bits);
    }

    /** Nobody in particular is root. */
    private static Optional<Owner> owner(String name, Workspace workspace) throws IOException {
        Accounts accounts = Accounts.of(workspace.root().path());
        return Optional.of(name.isEmpty() ? Owner.ROOT : accounts.owner(name));
    }
}
