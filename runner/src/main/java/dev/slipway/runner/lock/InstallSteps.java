package dev.slipway.runner.lock;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.profile.BaseRecipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Steps that may install Debian packages, and what they are called in a lock. */
public final class InstallSteps {
    /** What steps are called that are told packages: by no package, as those come and go. */
    private static final String INSTALL = "apt-get install";

    private static final Pattern ALPINE = Pattern.compile("\\bapk\\b(?: +-[^ \n]+)* +add\\b");

    private InstallSteps() {}

    /** The name of each step of a stage, {@code extbuilder:16.13: apt-get install}; empty for one that installs nothing. */
    public static List<Optional<String>> names(Node node, Stage stage) {
        Map<String, Integer> seen = new HashMap<>();
        List<Optional<String>> names = new ArrayList<>();
        for (Operation operation : stage.operations()) {
            if (!mayInstall(operation)) {
                names.add(Optional.empty());
                continue;
            }
            String name = place(node, stage) + ": " + (operation.packages().isEmpty() ? operation.title() : INSTALL);
            int count = seen.merge(name, 1, Integer::sum);
            names.add(Optional.of(count == 1 ? name : name + " (" + count + ")"));
        }
        return names;
    }

    /** {@code extbuilder:16.13}, or {@code extbuilder:16.13 stage tools}. */
    static String place(Node node, Stage stage) {
        return node.id() + (stage.equals(node.main()) ? "" : " stage " + stage.name());
    }

    private static boolean mayInstall(Operation operation) {
        return !isAlpine(operation)
                && (!operation.packages().isEmpty() || runs(operation).anyMatch(run -> run.network() != Network.NONE));
    }

    /** Whether a step installs packages of Alpine, as far as it says so itself. */
    static boolean isAlpine(Operation operation) {
        return runs(operation).anyMatch(run -> ALPINE.matcher(run.body()).find());
    }

    private static Stream<Instruction.Run> runs(Operation operation) {
        return operation.instructions().stream()
                .filter(Instruction.Run.class::isInstance)
                .map(Instruction.Run.class::cast);
    }

    /** The packages that a step is told to install, by their names alone. */
    public static Stream<String> named(Operation operation) {
        return operation.packages().stream().map(Text::value).map(InstallSteps::name);
    }

    /** The packages that a recipe names, by their names alone. */
    public static Stream<String> named(BaseRecipe.Debootstrapped recipe) {
        return recipe.packages().stream().map(InstallSteps::name);
    }

    /** {@code bison} of {@code bison:amd64=1.0} and {@code bison/bookworm-backports}. */
    static String name(String word) {
        return word.split("[=/:]", 2)[0];
    }
}
