package dev.slipway.runner.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request with the next of the given statuses, then with 200. The JDK's own server will not do: it never
 * answers the TLS greeting that a client starts with, where registries written in Go say what is wrong with it.
 */
final class BrokenServer implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile byte[] body;
    private final Queue<String> headers = new ConcurrentLinkedQueue<>(List.of("Retry-After: 0"));

    BrokenServer(byte[] body) throws IOException {
        this.body = body;
        Thread thread = new Thread(this::serve, "broken-registry");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    void answer(Integer... next) {
        statuses.addAll(List.of(next));
    }

    void send(byte[] next) {
        body = next;
    }

    /** Has every answer say that as well. */
    void add(String line) {
        headers.add(line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(5000);
                converse(client);
            } catch (IOException gone) {
                // The client has hung up, or the test is over.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        PushbackInputStream input = new PushbackInputStream(client.getInputStream());
        int first = input.read();
        if (first == TLS_HANDSHAKE) {
            reply(client, 400, new byte[0]);
            client.shutdownOutput();
            input.transferTo(OutputStream.nullOutputStream());
            return;
        }
        input.unread(first);
        String path = readHead(input);
        if (path.equals("/v2/")) {
            reply(client, 200, new byte[0]);
            return;
        }
        requests.incrementAndGet();
        Integer status = statuses.poll();
        reply(client, status == null ? 200 : status, body);
    }

    private static String readHead(PushbackInputStream input) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII));
        String request = reader.readLine();
        for (String line = request; line != null && !line.isEmpty(); ) {
            line = reader.readLine();
        }
        return request == null ? "" : request.split(" ", -1)[1];
    }

    private void reply(Socket client, int status, byte[] content) throws IOException {
        String head = "HTTP/1.1 " + status + " As told\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Length: " + content.length + "\r\n\r\n";
        OutputStream output = client.getOutputStream();
        output.write(head.getBytes(StandardCharsets.US_ASCII));
        output.write(content);
        output.flush();
    }
}
