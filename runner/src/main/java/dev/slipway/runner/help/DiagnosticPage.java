package dev.slipway.runner.help;

/**
 * What a rule of the compiler is about.
 *
 * @param tag what stands behind {@code Slipway.} in messages
 * @param text in Markdown, whose second line of text is the summary
 */
public record DiagnosticPage(String tag, String text) {
    /** In one line: {@code Error. A folder where a file is wanted.} */
    public String summary() {
        return text.lines()
                .filter(line -> line.startsWith("**"))
                .findFirst()
                .orElse("")
                .replace("**", "");
    }
}
