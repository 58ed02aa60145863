package dev.slipway.runner.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers once, as a registry would, and then never again. */
public final class SilentServer implements AutoCloseable {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new ArrayList<>();

    public SilentServer() throws IOException {}

    public String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Returns once somebody waits for an answer. */
    public void awaitSilence() throws IOException {
        try (Socket first = socket.accept()) {
            first.getInputStream().read();
            first.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
        }
        Socket second = socket.accept();
        connections.add(second);
        second.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        for (Socket each : connections) {
            each.close();
        }
        socket.close();
    }
}
