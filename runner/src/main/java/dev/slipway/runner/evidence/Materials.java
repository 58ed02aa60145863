package dev.slipway.runner.evidence;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What definitions name that is made elsewhere.
 *
 * @param bases references of external images
 */
record Materials(SortedSet<String> bases, SortedSet<Download> downloads, SortedSet<GitTree> gitTrees) {
    private static final String SCRATCH = "scratch";
    private static final String SHA256 = "sha256:";

    Materials {
        bases = Collections.unmodifiableSortedSet(bases);
        downloads = Collections.unmodifiableSortedSet(downloads);
        gitTrees = Collections.unmodifiableSortedSet(gitTrees);
    }

    /**
     * A file.
     *
     * @param sha256 hexadecimal digits
     */
    record Download(String url, String sha256) implements Comparable<Download> {
        @Override
        public int compareTo(Download other) {
            return Comparator.comparing(Download::url)
                    .thenComparing(Download::sha256)
                    .compare(this, other);
        }

        /** What it is called. */
        String name() {
            return lastName(url);
        }
    }

    /**
     * The files of a git repository.
     *
     * @param ref a branch, a tag or a commit
     */
    record GitTree(String url, String ref) implements Comparable<GitTree> {
        @Override
        public int compareTo(GitTree other) {
            return Comparator.comparing(GitTree::url)
                    .thenComparing(GitTree::ref)
                    .compare(this, other);
        }

        String name() {
            // Of a folder with a repository in it, git may be given that itself.
            String name = lastName(url.replaceFirst("/+[.]git/*$", ""));
            return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
        }

        boolean isCommit() {
            return ref.matches("[0-9a-f]{40}");
        }
    }

    /** @param nodes an image and all that it is made from */
    static Materials of(Collection<Node> nodes) {
        TreeSet<String> bases = new TreeSet<>();
        TreeSet<Download> downloads = new TreeSet<>();
        TreeSet<GitTree> gitTrees = new TreeSet<>();
        for (Stage stage :
                nodes.stream().flatMap(node -> node.stages().stream()).toList()) {
            List<Instruction> instructions = stage.operations().stream()
                    .flatMap(operation -> operation.instructions().stream())
                    .toList();
            Stream.concat(Stream.of(stage.base()), instructions.stream().flatMap(Instruction::sources))
                    .filter(Base.External.class::isInstance)
                    .map(base -> ((Base.External) base).reference().value())
                    .filter(reference -> !reference.equals(SCRATCH))
                    .forEach(bases::add);
            instructions.stream()
                    .filter(Instruction.Download.class::isInstance)
                    .map(Instruction.Download.class::cast)
                    .map(download -> new Download(
                            download.url().value(),
                            hexadecimal(download.sha256().value())))
                    .forEach(downloads::add);
            instructions.stream()
                    .filter(Instruction.GitSource.class::isInstance)
                    .map(Instruction.GitSource.class::cast)
                    .map(source ->
                            new GitTree(source.url().value(), source.ref().value()))
                    .forEach(gitTrees::add);
        }
        return new Materials(bases, downloads, gitTrees);
    }

    private static String hexadecimal(String digest) {
        return digest.startsWith(SHA256) ? digest.substring(SHA256.length()) : digest;
    }

    private static String lastName(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
