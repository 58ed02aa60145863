package dev.slipway.model;

import java.util.regex.Pattern;

/** What a {@link Step.Run} executes. */
public sealed interface Program {
    /** Lines for the stage's shell, which stops at the first that fails, or for the interpreter that they name. */
    record Inline(Text lines) implements Program {
        private static final Pattern SHELL = Pattern.compile("#!.*\\b(ba|da|a|k|z)?sh\\b.*");

        /** Whether they are a script of their own: {@code #!/usr/bin/env python3}. */
        public boolean namesInterpreter() {
            return lines.source().startsWith("#!");
        }

        /** Whether what executes them replaces variables as a shell does. */
        public boolean isShell() {
            return !namesInterpreter()
                    || SHELL.matcher(lines.source().lines().findFirst().orElse(""))
                            .matches();
        }
    }

    /** A file of the context with a {@code #!} line of its own, by its path in the context. */
    record ScriptFile(String path) implements Program {}
}
