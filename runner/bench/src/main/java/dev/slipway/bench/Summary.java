package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The report and its picture, as files.
 *
 * @param peakMemory of the runner, in MiB
 */
record Summary(Report report, int peakMemory, int runs) {
    private static final String PICTURE = "report.svg";

    /**
     * Writes {@code report.md}, {@code report.data} and {@code report.svg}.
     *
     * @param here the folder that the picture's script is in
     */
    void write(Path folder, Commands commands, Path here) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("report.md"), text());
        Path data = Files.writeString(folder.resolve("report.data"), report.data());
        commands.run(
                "gnuplot",
                "-e",
                "data='" + data + "'; picture='" + folder.resolve(PICTURE) + "'; tools="
                        + report.tools().size(),
                here.resolve("chart.gnuplot").toString());
    }

    private String text() throws IOException {
        return """
                # What was measured

                %d runs of each, on %d processors (%s), Linux %s.

                %s
                %s
                ![seconds of each case](%s)

                - Against the floor, cold: %s.
                - Against the original's structure, cold: %s.
                - Most memory that the runner's processes have used: %d MiB.
                """.formatted(
                        runs,
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.version"),
                        report.seconds(),
                        report.ratios(Bake.NAME),
                        PICTURE,
                        times(Floor.NAME),
                        times(Original.NAME),
                        peakMemory);
    }

    private String times(String other) {
        Optional<Double> ratio = report.ratio(Slipway.NAME, other, Case.COLD);
        return ratio.map(times -> String.format(Locale.ROOT, "× %.2f", times)).orElse("not measured");
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
