package dev.slipway.definitions;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Instruction.CopyFrom;
import dev.slipway.graph.Instruction.Download;
import dev.slipway.graph.Instruction.Env;
import dev.slipway.graph.Instruction.GitSource;
import dev.slipway.graph.Instruction.Run;
import dev.slipway.graph.Instruction.Setting;
import dev.slipway.graph.Instruction.WriteFile;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an image has, with all that it stands on and is copied from: one fact a line. */
final class Facts {
    private static final Path CONTEXT = Path.of("src/main/images");
    private static final Pattern WANTED = Pattern.compile("want \"?(?<name>[^\\s\"]+)\"? ");
    private static final Pattern SYMBOLS = Pattern.compile("symbols=(?<name>\\S+)");
    private static final Pattern FIELD = Pattern.compile("(?m)^(?<name>Suites|Components): (?<value>.+)$");

    private final BuildGraph graph;
    private final Set<String> facts = new TreeSet<>();

    private Facts(BuildGraph graph) {
        this.graph = graph;
    }

    static Set<String> of(BuildGraph graph, Node node) throws IOException {
        Facts all = new Facts(graph);
        all.add(node);
        return all.facts;
    }

    private void add(Node node) throws IOException {
        for (Stage stage : node.stages()) {
            for (Base base :
                    Stream.concat(Stream.of(stage.base()), sources(stage)).toList()) {
                add(base);
            }
            for (Operation operation : stage.operations()) {
                add(operation);
            }
        }
        node.checks().stream().map(Check::command).forEach(command -> add("check", command.value()));
    }

    private static Stream<Base> sources(Stage stage) {
        return stage.operations().stream()
                .flatMap(operation -> operation.instructions().stream())
                .flatMap(Instruction::sources);
    }

    private void add(Base base) throws IOException {
        if (base instanceof Base.External external) {
            add("base", external.reference().value());
        } else if (base instanceof Base.OfImage image) {
            add(graph.node(image.image()).orElseThrow());
        }
    }

    private void add(String kind, String value) {
        facts.add(kind + " " + value);
    }

    private void add(Operation operation) throws IOException {
        words(operation, "apt-get install ", " ", "package");
        words(operation, "apk add ", " ", "package");
        words(operation, "locale-gen ", ", ", "locale");
        words(operation, "account ", " ", "account");
        words(operation, "pip install ", " ", "requirements");
        for (Instruction instruction : operation.instructions()) {
            add(instruction);
        }
    }

    /** Titles of steps name what they are about, all references resolved. */
    private void words(Operation operation, String start, String between, String kind) throws IOException {
        if (operation.title().startsWith(start)) {
            for (String word : operation.title().substring(start.length()).split(between, -1)) {
                add(kind, word);
                if (kind.equals("requirements")) {
                    libraries(Files.readString(CONTEXT.resolve(word)));
                }
            }
        }
    }

    private void libraries(String lock) {
        lock.lines()
                .filter(line -> line.contains("=="))
                .forEach(line -> add("python", line.substring(0, line.indexOf("=="))));
    }

    private void add(Instruction instruction) throws IOException {
        if (instruction instanceof Env variable) {
            variable(variable);
        } else if (instruction instanceof Setting setting) {
            add(
                    setting.kind() == Setting.Kind.USER ? "user" : "folder",
                    setting.value().value());
        } else if (instruction instanceof Download download) {
            add("download", download.url().value());
        } else if (instruction instanceof GitSource source) {
            add("git", source.url().value());
        } else if (instruction instanceof CopyFrom copy) {
            add("files", copy.to().value());
        } else if (instruction instanceof WriteFile file) {
            archive(file);
        } else if (instruction instanceof Run run) {
            add(run);
        }
    }

    private void variable(Env variable) {
        String value = variable.value().value();
        add("variable", variable.name() + "=" + value);
        if (variable.name().equals("PATH")) {
            Stream.of(value.split(":", -1)).forEach(folder -> add("path", folder));
        }
    }

    private void archive(WriteFile file) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(file.content().value());
        while (matcher.find()) {
            fields.add(matcher.group("value").split(" ", -1)[0]);
        }
        if (!fields.isEmpty()) {
            add("archive", String.join(" ", fields));
        }
    }

    private void add(Run run) throws IOException {
        run.body().lines().filter(line -> !line.startsWith("set ")).forEach(line -> add("command", line.strip()));
        if (run.environment().containsKey("OWNER")) {
            String owner = run.environment().get("OWNER").value();
            Stream.of(run.environment().get("PATHS").value().split(" ", -1))
                    .forEach(path -> add("given", path + " " + owner));
        }
        if (!run.script().isEmpty()) {
            script(Path.of(run.script()).getFileName().toString(), run);
        }
    }

    private void script(String name, Run run) throws IOException {
        add("script", name);
        run.environment().forEach((variable, value) -> add("script", name + " " + variable + "=" + value.value()));
        if (name.equals("install-postgres.sh")) {
            String releases = run.environment().get("PG_VERSIONS").value();
            add("releases", releases);
            String script = Files.readString(CONTEXT.resolve("scripts").resolve(name));
            for (String release : releases.split(" ", -1)) {
                packages(script, release.replaceAll("[.~].*", ""));
            }
        }
    }

    /** Those that the script asks apt for. */
    private void packages(String script, String major) {
        Stream.of(WANTED, SYMBOLS)
                .flatMap(pattern -> pattern.matcher(script).results())
                .forEach(found -> add("package", found.group(1).replace("$major", major)));
    }
}
