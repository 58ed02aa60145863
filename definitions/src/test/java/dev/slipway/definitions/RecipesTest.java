package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what {@code docs/recipes.md} says to a copy of the definitions. The page shows each edit as a diff, and what is
 * built anew after it; {@code mvn -pl definitions -am test -Dslipway.golden.update=true} writes both into it. Versions and
 * checksums of the day do not count: a new release need not touch the page.
 */
class RecipesTest {
    private static final Path PAGE = Path.of("docs/recipes.md");
    private static final String JAVA = "java/dev/slipway/definitions/";
    private static final Pattern BLOCK = Pattern.compile("(?<=\n```(?:diff|text)\n).*?(?=```\n)", Pattern.DOTALL);
    private static final Pattern OF_THE_DAY = Pattern.compile("[0-9a-f]{64}|[0-9]+(?:[.,][0-9]+)*(?:~[a-z0-9]+)?");
    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    private static final Edit BETA = new Edit(
            JAVA + "Postgres.java",
            "(?<line>    @Release.* )PG(?<major>[0-9]+),\n(?! +@Release)",
            "$0    @Release(\"99~beta1\") @SourceSha256(\"" + CHECKSUM + "\") @OldCitus(\"v14.0.1\") PG99,\n");

    /** The edits of the page, in its order. */
    private static final List<Recipe> RECIPES = List.of(
            new Recipe(new Edit(
                    JAVA + "Postgres.java",
                    "\"17\\.[0-9]+\"\\) +@SourceSha256\\(\"[0-9a-f]+\"",
                    "\"17.99\") @SourceSha256(\"" + CHECKSUM + "\"")),
            new Recipe(BETA),
            new Recipe(
                    List.of(BETA),
                    List.of(new Edit(
                            JAVA + "Postgres.java",
                            "\"99~beta1\"\\) @SourceSha256\\(\"[0-9a-f]+\"",
                            "\"99.0\") @SourceSha256(\"" + CHECKSUM.replace('0', 'f') + "\""))),
            new Recipe(new Edit(JAVA + "Postgres.java", "    @Release\\(.*\n", "")),
            new Recipe(new Edit(
                    JAVA + "Postgres.java",
                    "(?<start>\"17\\..*@OldCitus\\()(?<tag>\"v[0-9.]+\")\\)",
                    "${start}{${tag}, \"v13.99.0\"})")),
            new Recipe(
                    List.of(),
                    List.of(
                            new Edit("images/python/requirements.in", "pytest-repeat\n", ""),
                            new Edit("images/python/requirements.txt", "    #   pytest-repeat\n", ""),
                            new Edit("images/python/requirements.txt", "pytest-repeat==.*\n(?: .*\n)+?(?=[a-z])", ""))),
            new Recipe(new Edit(
                    JAVA + "StyleChecker.java", "TOOLS = \"(?<start>[0-9.]+\\.)[0-9]+\"", "TOOLS = \"${start}99\"")),
            new Recipe(new Edit(JAVA + "Toolchain.java", " +\"gosu\",\n", "$0    \"jq\",\n")),
            new Recipe(new Edit(JAVA + "Debian.java", "RELEASE = \"[a-z]+\"", "RELEASE = \"forky\"")),
            new Recipe(
                    new Edit(JAVA + "package-info.java", "repository = \"[^\"]+\"", "repository = \"ghcr.io/org\"")));

    @TempDir
    Path folder;

    /** @param pattern the first match of which becomes the replacement */
    private record Edit(String file, String pattern, String replacement) {
        void in(Path sources) throws IOException {
            Path path = sources.resolve(file);
            String before = Files.readString(path);
            String after = Pattern.compile(pattern).matcher(before).replaceFirst(replacement);
            assertThat(after).as("%s without %s", file, pattern).isNotEqualTo(before);
            Files.writeString(path, after);
        }
    }

    /** @param earlier what stands in the definitions already */
    private record Recipe(List<Edit> earlier, List<Edit> edits) {
        Recipe(Edit edit) {
            this(List.of(), List.of(edit));
        }
    }

    @Test
    @DisplayName("Each recipe of the page does what the page says, and builds nothing else anew")
    void recipes() throws IOException, InterruptedException {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < RECIPES.size(); i++) {
            blocks.addAll(done(RECIPES.get(i), Files.createDirectory(folder.resolve(String.valueOf(i)))));
        }
        String page = Files.readString(PAGE);
        String expected = withBlocks(page, blocks);
        if (Boolean.getBoolean("slipway.golden.update")) {
            Files.writeString(PAGE, expected);
            page = expected;
        }

        assertThat(ofAnyDay(page))
                .as("definitions/%s; -Dslipway.golden.update=true writes what happens into it", PAGE)
                .isEqualTo(ofAnyDay(expected));
    }

    private static String withBlocks(String page, List<String> blocks) {
        assertThat(BLOCK.matcher(page).results()).hasSameSizeAs(blocks);
        List<String> rest = new ArrayList<>(blocks);
        return BLOCK.matcher(page).replaceAll(block -> Matcher.quoteReplacement(rest.remove(0)));
    }

    private static String ofAnyDay(String text) {
        return OF_THE_DAY.matcher(text).replaceAll("#").replaceAll(" +", " ");
    }

    /** The edit, as a diff, and what comes of it. */
    private static List<String> done(Recipe recipe, Path folder) throws IOException, InterruptedException {
        Path before = folder.resolve("a");
        Path after = folder.resolve("b");
        for (Path copy : List.of(before, after)) {
            copy(Path.of("src/main/java"), copy.resolve("src/main/java"));
            copy(Path.of("src/main/images"), copy.resolve("src/main/images"));
            for (Edit edit : recipe.earlier()) {
                edit.in(copy.resolve("src/main"));
            }
        }
        for (Edit edit : recipe.edits()) {
            edit.in(after.resolve("src/main"));
        }
        return List.of(diff(folder), changes(compiled(before), compiled(after)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    private static String diff(Path folder) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        "git", "diff", "--no-index", "--no-prefix", "--no-color", "--unified=1", "a", "b")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // As diff(1) does, it says that there are differences.
        assertThat(git.waitFor()).as(output).isEqualTo(1);
        return output.lines()
                .filter(line -> !line.startsWith("diff ") && !line.startsWith("index "))
                .map(line -> line.replaceFirst("^(@@ .* @@).*", "$1") + "\n")
                .collect(Collectors.joining());
    }

    private static BuildGraph compiled(Path copy) throws IOException {
        Path classes = Files.createDirectory(copy.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(copy.resolve("src/main/java"))) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    messages,
                    files,
                    null,
                    List.of(
                            "-classpath",
                            System.getProperty("java.class.path"),
                            "-processor",
                            "dev.slipway.processor.SlipwayProcessor",
                            "-d",
                            classes.toString(),
                            "-Aslipway.context=" + copy.resolve("src/main/images"),
                            "-Aslipway.output=" + copy.resolve("output")),
                    null,
                    files.getJavaFileObjectsFromPaths(
                            sources.filter(Files::isRegularFile).toList()));
            assertThat(task.call()).as(messages.toString()).isTrue();
        }
        return BuildGraph.of(Graphs.family(Files.newInputStream(copy.resolve("output/graph.json"))));
    }

    private static String changes(BuildGraph before, BuildGraph after) {
        Map<String, String> old = digests(before);
        Map<String, String> now = digests(after);
        return line(
                        "built anew",
                        now.keySet().stream()
                                .filter(id -> !now.get(id).equals(old.getOrDefault(id, now.get(id))))
                                .toList())
                + line(
                        "new",
                        now.keySet().stream().filter(id -> !old.containsKey(id)).toList())
                + line(
                        "gone",
                        old.keySet().stream().filter(id -> !now.containsKey(id)).toList());
    }

    private static Map<String, String> digests(BuildGraph graph) {
        Map<String, String> digests = new LinkedHashMap<>();
        graph.nodes().forEach((Node node) -> digests.put(node.id(), node.digest()));
        return digests;
    }

    private static String line(String what, Collection<String> ids) {
        return what + ": " + (ids.isEmpty() ? "nothing" : String.join(", ", ids)) + "\n";
    }
}
