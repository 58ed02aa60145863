package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs the class once and tells each test its result. */
final class Relaunch implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();
        Optional<String> problem = Namespace.problem();
        assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        Properties results = context.getParent()
                .orElseThrow()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        context.getRequiredTestClass().getName(),
                        name -> launch(String.valueOf(name)),
                        Properties.class);
        String result = results.getProperty(method.getExecutable().getName(), "it did not run");
        if (!result.isEmpty()) {
            fail(result);
        }
    }

    private static Properties launch(String name) {
        try {
            Path results = Files.createTempFile("results", ".properties");
            Namespace.reenter(TestJvm.command(Inside.class, name, results.toString()));
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(results)) {
                properties.load(in);
            }
            Files.delete(results);
            return properties;
        } catch (IOException e) {
            return fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        }
    }
}
