package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs the class once, or once for each user, and tells each test its result. */
final class Relaunch implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws IOException {
        invocation.skip();
        Optional<String> problem = Namespace.problem();
        assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        Class<?> tests = context.getRequiredTestClass();
        String test = method.getExecutable().getName();
        check("", results(context, tests.getName(), () -> launch(tests.getName())), test);
        if (tests.getAnnotation(InNamespace.class).andAsOrdinaryUser() && OrdinaryUser.exists()) {
            String key = tests.getName() + " as an ordinary user";
            check("as an ordinary user: ", results(context, key, () -> launchAsOrdinaryUser(tests.getName())), test);
        }
    }

    private static void check(String who, Properties results, String test) {
        String result = results.getProperty(test, "it did not run");
        if (!result.isEmpty()) {
            fail(who + result);
        }
    }

    private static Properties results(ExtensionContext context, String key, Launch launch) {
        return context.getParent()
                .orElseThrow()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(key, unused -> run(launch), Properties.class);
    }

    /** Runs all tests of a class, and returns what each threw. */
    @FunctionalInterface
    private interface Launch {
        Properties run() throws IOException, InterruptedException;
    }

    private static Properties run(Launch launch) {
        try {
            return launch.run();
        } catch (IOException e) {
            return fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        }
    }

    private static Properties launch(String name) throws IOException, InterruptedException {
        Path results = Files.createTempFile("results", ".properties");
        Namespace.reenter(TestJvm.command(Inside.class, name, results.toString()));
        return read(results);
    }

    private static Properties launchAsOrdinaryUser(String name) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipway-classes");
        Path results = Files.createTempFile("results", ".properties");
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rw-rw-rw-"));
        try {
            String path = OrdinaryUser.readable(TestJvm.classPath(), folder);
            List<String> inside = TestJvm.command(path, Inside.class, name, results.toString());
            List<String> outside = TestJvm.command(path, Reenter.class, inside.toArray(String[]::new));
            Process process = new ProcessBuilder(OrdinaryUser.command(outside))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().transferTo(System.err);
            process.waitFor();
            return read(results);
        } finally {
            Store.delete(folder);
        }
    }

    /** Enters namespaces with the command that it is given. */
    static final class Reenter {
        private Reenter() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            System.exit(Namespace.reenter(List.of(arguments)));
        }
    }

    private static Properties read(Path results) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(results)) {
            properties.load(in);
        }
        Files.delete(results);
        return properties;
    }
}
