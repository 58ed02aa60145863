package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The program that makes containers.
 *
 * @param program the path of {@code runc} or {@code crun}
 */
record OciRuntime(String program) {
    /** What shells return for a program that is not there. */
    private static final int NO_SUCH_PROGRAM = 127;

    private static final Pattern NO_PROGRAM =
            Pattern.compile("(?s).*exec.*(executable file not found|no such file or directory).*");

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * Starts the command of a bundle. The runtime ends as soon as it runs, and leaves the pipe to it: it would copy the
     * command's two outputs separately and mix up their lines. The pipe has a name, because Java closes its own when the
     * runtime ends.
     */
    Process start(Bundle bundle) throws IOException {
        return program(bundle, "--detach", "--pid-file", bundle.processNumber().toString())
                .redirectErrorStream(true)
                .redirectOutput(bundle.pipe().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    /** Starts the command of a bundle with the input and outputs of this process; the runtime ends with it. */
    Process attach(Bundle bundle) throws IOException {
        return program(bundle).inheritIO().start();
    }

    private ProcessBuilder program(Bundle bundle, String... options) {
        List<String> line =
                new ArrayList<>(List.of(program, "--root", bundle.state().toString()));
        // Nobody would take away control groups of a command whose runner was killed.
        line.add(program.endsWith("crun") ? "--cgroup-manager=disabled" : "--rootless=true");
        line.addAll(List.of("--log", bundle.log().toString(), "--log-format", "json", "run"));
        line.addAll(List.of(options));
        line.addAll(List.of("--bundle", bundle.folder().toString(), bundle.id()));
        ProcessBuilder builder = new ProcessBuilder(line);
        // Secrets may be among the variables of this process.
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        return builder;
    }

    /**
     * Why a command did not start.
     *
     * @param code the runtime's exit code
     * @return what a shell would say of it
     * @throws IOException if it is no fault of the command
     */
    int explain(int code, Bundle bundle) throws IOException {
        String error = bundle.error().orElse("it ended with " + code);
        if (NO_PROGRAM.matcher(error).matches()) {
            return NO_SUCH_PROGRAM;
        }
        if (error.contains("seccomp")) {
            throw new IOException(program + " cannot restrict what commands ask of the kernel: " + error
                    + ". Install one that was built with seccomp: apt-get install runc");
        }
        throw new IOException("the OCI runtime could not run the command: " + error);
    }
}
