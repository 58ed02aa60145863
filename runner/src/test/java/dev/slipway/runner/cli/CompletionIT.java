package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real shells, which ask the runner of this checkout. */
@Timeout(120)
class CompletionIT {
    private static final String RUNNER = Path.of("bin/runner").toAbsolutePath().toString();

    /** What readline does: it calls the function that is registered, with the line. */
    private static final String BASH = """
            set -eu
            source <("$1" completion bash)
            read -r _ _ _ _ function _ <<< "$(complete -p runner)"
            COMP_WORDBREAKS=$2 COMP_LINE=$3 COMP_POINT=${#3}
            "$function" "$1"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** A person at a terminal, who types, presses Tab, and wants to see the line. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -D -u'
            zpty -w shell 'path+=('${1:h}'); source <(runner completion zsh)'
            zpty -w shell 'show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show'
            zpty -w shell 'print begin=$((40 + 2))'
            zpty -r -m shell seen '*begin=42*'
            zpty -w -n shell "$2"$'\\t\\x18'
            zpty -r -m shell seen '*<runner*>*'
            zpty -d shell
            print -r -- ${${seen##*<}%%>*}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "runner explain UnknownP"     | ":= " | UnknownPlaceholder
            "runner list --profile d"     | ":= " | debian
            "runner plan stylechecker:0"  | ":= " | 0.8.33
            "runner plan stylechecker:0"  | " "   | stylechecker:0.8.33
            "runner build --progress=q"   | ":= " | quiet
            "runner build --progress=q"   | ":"   | --progress=quiet
            """)
    void bash_completes_what_the_runner_knows(String line, String breaks, String reply)
            throws IOException, InterruptedException {
        assertThat(output("bash", "-c", BASH, "bash", RUNNER, breaks, line)).isEqualTo(reply + "\n");
    }

    @Test
    void bash_completes_files_where_the_runner_knows_nothing() throws IOException, InterruptedException {
        assertThat(output("bash", "-c", "source <(\"$1\" completion bash); complete -p runner", "bash", RUNNER))
                .isEqualTo("complete -o default -F _slipway_runner runner\n");
        assertThat(output("bash", "-c", BASH, "bash", RUNNER, ":=", "runner prune --store /tm"))
                .isEqualTo("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "runner explain UnknownP, 'runner explain UnknownPlaceholder '",
        "runner plan stylechecker:0, 'runner plan stylechecker:0.8.33 '",
        "runner build --progress=q, 'runner build --progress=quiet '",
        "runner prune --store /usr/inc, runner prune --store /usr/include/"
    })
    void zsh_completes_what_the_runner_knows_and_files(String typed, String line)
            throws IOException, InterruptedException {
        assertThat(output("zsh", "-f", "-c", ZSH, "zsh", RUNNER, typed)).isEqualTo(line + "\n");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
