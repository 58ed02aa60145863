package dev.slipway.runner.lock;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Title;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A step that installs packages in given versions. Before it, they are pinned, so that apt prefers them to whatever else
 * there is; behind it, what has come is compared with what was wanted, and the pins are gone.
 *
 * <p>So it holds whoever calls apt: the step that names packages, or a script of the definitions.
 */
public final class LockedInstall {
    private static final String PINS = "/etc/apt/preferences.d/slipway-lock";
    private static final String WANTED = "/var/lib/dpkg/slipway-lock";
    private static final String BEFORE = "/var/lib/dpkg/slipway-before";
    private static final String WHEN = "/var/lib/dpkg/slipway-when";

    private static final String NOW = "/var/lib/dpkg/slipway-now";
    private static final String DIFFERENT = "/var/lib/dpkg/slipway-different";

    /** Prints state, name and version of all packages that are known. No pipe: it would hide that a command fails. */
    private static final String PACKAGES =
            "dpkg-query --show --showformat='${db:Status-Status} ${Package} ${Version}\\n'";

    private static final String PIN = """
            awk '$2 != "virtual" { print "Package: " $1 "\\nPin: version " $2 "\\nPin-Priority: 1001\\n" }' \\
                %s > %s
            """.formatted(WANTED, PINS);

    private static final String FORGET = "rm -f " + String.join(" ", PINS, WANTED, BEFORE, NOW, DIFFERENT, WHEN) + "\n";

    /** @param strict whether nothing else may be installed */
    private static String compare(boolean strict, String command) {
        String others = strict ? """
                    for (name in now) if (now[name] != before[name] && !(name in wanted))
                        print name " " now[name] " would be installed, and is not locked. Lock it with: %s"
                """.formatted(command) : "";
        return """
                set -eu
                %s > %s
                awk '
                FILENAME == "%s" { wanted[$1] = $2; next }
                $1 != "installed" { next }
                FILENAME == "%s" { before[$2] = $3; next }
                { now[$2] = $3 }
                END {
                    for (name in wanted) if (wanted[name] != "virtual" && name in now && now[name] != wanted[name])
                        print name " is locked as " wanted[name] ", and the archive has " now[name] \\
                            " now. Take that with: %s --update " name
                %s}' %s %s %s > %s
                if [ -s %s ]; then
                    LC_ALL=C sort %s >&2
                    exit 1
                fi
                """.formatted(
                PACKAGES, NOW, WANTED, BEFORE, command, others, WANTED, BEFORE, NOW, DIFFERENT, DIFFERENT, DIFFERENT);
    }

    private LockedInstall() {}

    /**
     * A step that fails if what it installs is not what is wanted.
     *
     * @param versions by package; at least one
     * @param command that locks: {@code runner lock}
     */
    static Operation of(Operation step, SortedMap<String, String> versions, String command) {
        boolean strict = versions.keySet().containsAll(InstallSteps.named(step).collect(Collectors.toSet()));
        return around(titled(step, versions), versions, "", compare(strict, command));
    }

    /**
     * A step that prefers these versions and takes what it gets.
     *
     * @param when letters, digits and dashes; if they differ, all is done again
     */
    public static Operation preferring(Operation step, SortedMap<String, String> versions, String when) {
        return around(step, versions, "echo '" + when + "' > " + WHEN + "\n", "set -eu\n");
    }

    /** The same where all is locked: what it does is what {@link #of} does, but for the comparison. */
    public static Operation preferring(Operation step, SortedMap<String, String> versions) {
        return around(step, versions, "", "set -eu\n");
    }

    private static Operation around(
            Operation step, SortedMap<String, String> versions, String first, String afterwards) {
        String wanted = versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        List<Instruction> instructions = new ArrayList<>();
        instructions.add(run("set -eu\n" + first + "cat > " + WANTED + " <<'END'\n" + wanted + "END\n" + PIN + PACKAGES
                + " > " + BEFORE + "\n"));
        instructions.addAll(step.instructions());
        instructions.add(run(afterwards + FORGET));
        return step.with(instructions);
    }

    private static Operation titled(Operation step, Map<String, String> versions) {
        if (step.packages().isEmpty()) {
            return step;
        }
        List<Text> words = InstallSteps.named(step)
                .map(name -> Text.literal(versions.containsKey(name) ? name + "=" + versions.get(name) : name))
                .toList();
        return new Operation(
                new Title(step.label().start(), words), step.instructions(), step.packages(), step.origins());
    }

    private static Instruction run(String body) {
        return new Instruction.Run(body, "", new TreeMap<>(), new TreeMap<>(), List.of(), Network.NONE);
    }
}
