package dev.slipway.runner.resolve;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a state of an image for versions of packages, by a step on top of it whose layer nobody uses. */
final class Probe {
    private static final String MARK = "slipway-version ";

    /** What is no Debian has no packages. */
    private static final String INSTALLED = """
            if command -v dpkg-query > /dev/null 2>&1; then
                dpkg-query --show --showformat='${db:Status-Status} ${Package} ${Version}\\n' |
                    sed -n 's/^installed /%s/p'
            fi
            """.formatted(MARK);

    private final Engine engine;
    private final String when;
    private final AtomicInteger questions = new AtomicInteger();

    /** @param when differs from one time to the next: no question is asked twice, or its answer would be found, not told */
    Probe(Engine engine, String when) {
        this.engine = engine;
        this.when = when;
    }

    /** As the repositories that the state knows have them at the moment. */
    private static String candidates(Iterable<String> packages) {
        return """
                rm -f /etc/apt/apt.conf.d/docker-clean
                apt-get update > /dev/null
                LC_ALL=C apt-cache policy %s | awk '
                    /^[^ ]/ { name = $1; sub(/:$/, "", name) }
                    /^  Candidate: [0-9A-Za-z]/ { print "%s" name " " $2 }'
                """.formatted(String.join(" ", packages), MARK);
    }

    /**
     * All packages that are installed.
     *
     * @param stages the last is the one that is asked
     */
    SortedMap<String, String> installed(Node node, List<Stage> stages, EventListener events)
            throws EngineException, InterruptedException {
        return ask(node, stages, new Operation("dpkg-query", List.of(run(INSTALLED, Network.NONE)), List.of()), events);
    }

    /** The versions that apt would install; of what it does not know, none. */
    SortedMap<String, String> candidates(Node node, List<Stage> stages, Iterable<String> packages, EventListener events)
            throws EngineException, InterruptedException {
        Instruction becomeRoot = new Instruction.Setting(Instruction.Setting.Kind.USER, Text.literal("root"));
        return ask(
                node,
                stages,
                new Operation(
                        "apt-cache policy", List.of(becomeRoot, run(candidates(packages), Network.DEFAULT)), List.of()),
                events);
    }

    private Instruction run(String body, Network network) {
        return new Instruction.Run(
                "set -eu\n" + body,
                "",
                new TreeMap<>(Map.of("SLIPWAY_ASKED", Text.literal(when + "-" + questions.incrementAndGet()))),
                new TreeMap<>(),
                List.of(),
                network);
    }

    private SortedMap<String, String> ask(Node node, List<Stage> stages, Operation question, EventListener events)
            throws EngineException, InterruptedException {
        List<Stage> asked = new ArrayList<>(stages);
        Stage last = asked.remove(asked.size() - 1);
        List<Operation> operations = new ArrayList<>(last.operations());
        operations.add(question);
        asked.add(new Stage(last.name(), last.base(), operations));
        SortedMap<String, String> versions = new TreeMap<>();
        engine.build(unchecked(node, asked), event -> {
            if (event instanceof Event.OutputLine output && output.line().startsWith(MARK)) {
                String[] words = output.line().substring(MARK.length()).split(" ", 2);
                synchronized (versions) {
                    versions.put(words[0], words[1]);
                }
            } else if (isNews(event, question)) {
                events.on(event);
            }
        });
        return versions;
    }

    /** Questions are nobody's step, and steps that are known are told of when the image itself is built. */
    private static boolean isNews(Event event, Operation question) {
        if (event instanceof Event.OperationStarted started) {
            return !started.operation().equals(question);
        }
        if (event instanceof Event.OperationFinished finished) {
            return !finished.cached() && !finished.operation().equals(question);
        }
        return true;
    }

    private static Node unchecked(Node node, List<Stage> stages) {
        return new Node(
                node.id(),
                node.image(),
                node.variant(),
                node.tag(),
                node.published(),
                stages,
                List.of(),
                node.dependencies(),
                node.digest(),
                node.origin());
    }
}
