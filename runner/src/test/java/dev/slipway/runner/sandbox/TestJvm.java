package dev.slipway.runner.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM like this one. */
public final class TestJvm {
    private TestJvm() {}

    /** The line that starts another JVM like this one, in the C locale. */
    public static List<String> command(Class<?> main, String... arguments) {
        return command(classPath(), main, arguments);
    }

    /** The same with other classes. */
    public static List<String> command(String classPath, Class<?> main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of("env", "LC_ALL=C", java, "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The classes of this one. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
