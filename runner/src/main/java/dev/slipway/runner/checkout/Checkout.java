package dev.slipway.runner.checkout;

import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.ProgramRun;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A work tree of git, and a module of Maven's in it.
 *
 * @param reason the option that needs it; messages begin with it
 * @param root the topmost folder of the work tree
 * @param module the module's folder below the root; empty where it is the root
 */
public record Checkout(String reason, MachinePrograms programs, Path root, Path module) {
    private static final String POM = "pom.xml";

    /** Whoever owns the checkout: to be told the name of a commit runs nothing of the repository. */
    private static final String ANY_OWNER = "safe.directory=*";

    /**
     * That which a folder lies in.
     *
     * @throws InputException if it lies in none
     */
    public static Checkout around(String reason, Path folder, MachinePrograms programs) throws InterruptedException {
        Path module = above(folder, POM)
                .orElseThrow(() -> new InputException(reason + ": the catalogue in " + folder
                        + " was not built there: no folder above it has a " + POM + ". Run it from its checkout"));
        ProgramRun.Outcome outcome =
                git(reason, programs, module, Map.of(), "-c", ANY_OWNER, "rev-parse", "--show-toplevel");
        if (!outcome.isGood()) {
            throw new InputException(reason + ": " + module + " is in no work tree of git: " + outcome.words());
        }
        try {
            Path root = Path.of(outcome.output()).toRealPath();
            return new Checkout(reason, programs, root, root.relativize(module.toRealPath()));
        } catch (IOException e) {
            throw new InputException(reason + ": cannot read " + module + ": " + e.getMessage(), e);
        }
    }

    /**
     * That which a folder lies in; empty if it lies in none, as with a jar that somebody else has released.
     *
     * @throws InputException if git cannot tell
     */
    public static Optional<Checkout> find(String reason, Path folder, MachinePrograms programs)
            throws InterruptedException {
        return above(folder, POM).flatMap(module -> above(module, ".git")).isPresent()
                ? Optional.of(around(reason, folder, programs))
                : Optional.empty();
    }

    /** The module of Maven's that a folder lies in; empty if it lies in none. */
    public static Optional<Path> module(Path folder) {
        return above(folder, POM);
    }

    /** The nearest of a folder and those above it that has something of that name. */
    private static Optional<Path> above(Path folder, String name) {
        return Stream.<Path>iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(candidate -> Files.exists(candidate.resolve(name)))
                .findFirst();
    }

    /**
     * The full name of the commit that is checked out.
     *
     * @throws InputException if there is none yet
     */
    public String head() throws InterruptedException {
        ProgramRun.Outcome outcome = git("-c", ANY_OWNER, "rev-parse", "--verify", "--quiet", "HEAD");
        if (!outcome.isGood()) {
            throw new InputException(reason + ": " + root + " has no commit yet. Make one, or check one out");
        }
        return outcome.output();
    }

    /**
     * Files that are not as in the commit that is checked out, or not in it and not ignored either.
     *
     * @throws InputException if git does not tell, as where the checkout belongs to somebody else
     */
    public List<String> uncommitted() throws InterruptedException {
        ProgramRun.Outcome outcome = git("--no-optional-locks", "status", "--porcelain", "-z", "--no-renames");
        if (!outcome.isGood()) {
            throw new InputException(reason + ": " + outcome.words());
        }
        return Stream.of(outcome.output().split("\0"))
                .filter(status -> !status.isEmpty())
                .map(Checkout::file)
                .toList();
    }

    /** @param status two letters for what became of it, a space and its path */
    private static String file(String status) {
        return status.substring(3) + (status.startsWith("??") ? " (untracked)" : "");
    }

    /** Whether a branch of a remote has the commit that is checked out, as far as this clone knows. */
    public boolean isPushed() throws InterruptedException {
        ProgramRun.Outcome branches =
                git("-c", ANY_OWNER, "for-each-ref", "--count=1", "--contains=HEAD", "refs/remotes");
        return branches.isGood() && !branches.output().isEmpty();
    }

    /** Where others find the repository, without what logs in there; empty if there is no such place. */
    public Optional<String> remote() throws InterruptedException {
        ProgramRun.Outcome url = git("-c", ANY_OWNER, "config", "--get", "remote.origin.url");
        return url.isGood() ? RemoteUrl.of(url.output()) : Optional.empty();
    }

    /**
     * The full name of a commit.
     *
     * @param name whatever git takes for one
     * @throws InputException if there is none of that name
     */
    public String commit(String name) throws InterruptedException {
        ProgramRun.Outcome outcome = git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (!outcome.isGood()) {
            throw new InputException(
                    reason + ": there is no commit '" + name + "' in " + root
                            + ". If it is one of another clone, fetch it; in GitHub Actions, give actions/checkout fetch-depth: 0");
        }
        return outcome.output();
    }

    /**
     * Builds the module as it is in a commit, in a folder of its own; the work tree stays as it is.
     *
     * @param commit its full name
     * @param folder for all files of the commit and what is made of them
     * @return the folder of the module's classes
     * @throws IOException if it cannot be built, saying why
     */
    public Path build(String commit, Path folder) throws IOException, InterruptedException {
        Map<String, String> index =
                Map.of("GIT_INDEX_FILE", folder.resolve("index").toString());
        Path tree = Files.createDirectory(tree(folder));
        require(git(reason, programs, root, index, "read-tree", commit), "git read-tree");
        require(
                git(reason, programs, root, index, "checkout-index", "--all", "--prefix=" + tree + "/"),
                "git checkout-index");
        require(ProgramRun.of(programs.program(maven()).directory(tree.toFile())), "mvn package");
        return tree.resolve(module).resolve("target").resolve("classes");
    }

    /**
     * A file as it is in the commit that was built in a folder, whether it is there or not; itself if it is not one of the
     * work tree.
     */
    public Path then(Path file, Path folder) throws IOException {
        Path there = file.toRealPath();
        return there.startsWith(root) ? tree(folder).resolve(root.relativize(there)) : file;
    }

    private static Path tree(Path folder) {
        return folder.resolve("tree");
    }

    private List<String> maven() {
        List<String> command = new ArrayList<>(List.of(
                "mvn",
                "--batch-mode",
                "--quiet",
                "-Dstyle.color=never",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "package"));
        if (!module.toString().isEmpty()) {
            command.addAll(List.of("--also-make", "--projects", module.toString()));
        }
        return command;
    }

    private static void require(ProgramRun.Outcome outcome, String what) throws IOException {
        if (!outcome.isGood()) {
            throw new IOException(what + " failed:\n" + outcome.words());
        }
    }

    private ProgramRun.Outcome git(String... arguments) throws InterruptedException {
        return git(reason, programs, root, Map.of(), arguments);
    }

    private static ProgramRun.Outcome git(
            String reason, MachinePrograms programs, Path folder, Map<String, String> variables, String... arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder git = programs.program(command).directory(folder.toFile());
            git.environment().putAll(variables);
            return ProgramRun.of(git);
        } catch (IOException e) {
            throw new InputException(reason + " needs git: " + e.getMessage(), e);
        }
    }
}
