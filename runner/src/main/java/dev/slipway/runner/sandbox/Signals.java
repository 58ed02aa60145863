package dev.slipway.runner.sandbox;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to end: from the keyboard, from other programs, and when its terminal is closed.
 *
 * <p>A shutdown hook learns neither which one it was nor of a second one. The JDK has {@code sun.misc.Signal} for all, but
 * its compiler warns of it in a way that nothing can suppress, hence the reflection.
 */
public final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final int CODE_OF_SIGNALS = 128;

    private final Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    private final Class<?> type = Class.forName("sun.misc.Signal");
    private final Method handle = type.getMethod("handle", type, handlers);
    private final Method number = type.getMethod("getNumber");
    private final Map<Object, Object> before = new LinkedHashMap<>();

    private Signals() throws ReflectiveOperationException {}

    /**
     * Has them handled until this is closed. What this process was started to ignore, as under {@code nohup}, it goes on
     * to ignore.
     *
     * @param action takes the exit code that shells give for the signal, each time on a thread of its own
     */
    public static Signals handle(IntConsumer action) {
        try {
            Signals signals = new Signals();
            for (String name : NAMES) {
                signals.add(signals.type.getConstructor(String.class).newInstance(name), action);
            }
            return signals;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java does not let its programs handle signals", e);
        }
    }

    private void add(Object signal, IntConsumer action) throws ReflectiveOperationException {
        int code = CODE_OF_SIGNALS + (int) number.invoke(signal);
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                    action.accept(code);
                    return null;
                });
        before.put(signal, Objects.requireNonNull(handle.invoke(null, signal, handler)));
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                handle.invoke(null, signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
