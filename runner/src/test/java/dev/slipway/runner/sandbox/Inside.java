package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Runs a class' tests and writes down what they throw. */
final class Inside {
    private Inside() {}

    /** Takes the class' name and the file for the results. */
    public static void main(String... arguments) throws ReflectiveOperationException, IOException {
        // The outer process' standard output is how the build talks to it.
        System.setOut(System.err);
        Namespace.whenToEnd(() -> System.exit(1));
        Class<?> tests = Class.forName(arguments[0]);
        Properties results = new Properties();
        for (Method method : tests.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                results.setProperty(method.getName(), result(tests, method));
            }
        }
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            results.store(out, null);
        }
        // A thread that a failed test has left must not keep the build waiting.
        System.exit(0);
    }

    private static String result(Class<?> tests, Method method) throws ReflectiveOperationException {
        Constructor<?> constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        try {
            method.invoke(constructor.newInstance());
            return "";
        } catch (InvocationTargetException e) {
            StringWriter trace = new StringWriter();
            e.getCause().printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
    }
}
