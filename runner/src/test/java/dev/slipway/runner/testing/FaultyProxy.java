package dev.slipway.runner.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a registry and does one thing wrong, once, or refuses some requests always. It is the registry's token
 * server as well: whoever has not today's token is sent there.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService workers = Executors.newCachedThreadPool(FaultyProxy::daemon);
    private final int registry;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger day = new AtomicInteger();
    private final Map<Pattern, String> refusals = new ConcurrentHashMap<>();
    private final Map<Pattern, Action> actions = new ConcurrentHashMap<>();
    private volatile Optional<Fault> fault = Optional.empty();

    /** @param registry the port of the one behind */
    public FaultyProxy(int registry) throws IOException {
        this.registry = registry;
        workers.execute(this::accept);
    }

    /** What can go wrong. */
    public enum Kind {
        /** The connection ends before that byte, counted in both directions. */
        CUT,
        /** That request is answered with a status. */
        REQUEST_TIMEOUT,
        TOO_MANY_REQUESTS,
        BROKEN,
        BAD_GATEWAY,
        UNAVAILABLE,
        /** That request is not answered. */
        SILENT,
        /** The last byte of what that request sends is another one. */
        OTHER_BYTES_SENT,
        /** The last byte of what answers that request is another one. */
        OTHER_BYTES_RECEIVED,
        /** Tokens are no good any more from that request on. */
        EXPIRED,
        /** From that request on all comes byte by byte. */
        SLOW
    }

    /** @param at a byte or a request, from 0 */
    public record Fault(Kind kind, long at) {}

    public String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Counts anew, and does that wrong when it comes to it. */
    public void arm(Fault next) {
        requests.set(0);
        bytes.set(0);
        fault = Optional.of(next);
    }

    /** Something that is done behind a client's back. */
    public interface Action {
        void run() throws Exception;
    }

    /**
     * Answers some requests itself, from now on.
     *
     * @param request matches the first line of those, as in {@code PUT /v2/.*}
     * @param status as in {@code 403 Forbidden}
     */
    public void refuse(String request, String status, String body) {
        refusals.put(Pattern.compile(request), answer(status, "", body));
    }

    /** Has something done, once, when a request comes whose first line is matched, before that goes on. */
    public void before(String request, Action action) {
        actions.put(Pattern.compile(request), action);
    }

    /** How many requests have come since it was armed. */
    public int requests() {
        return requests.get();
    }

    /** How many bytes have gone through, in both directions, since it was armed. */
    public long bytes() {
        return bytes.get();
    }

    /** Whether what was to go wrong is still to come. */
    public boolean isArmed() {
        return fault.isPresent();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        workers.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                workers.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), registry)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            InputStream fromServer = new BufferedInputStream(server.getInputStream());
            while (exchange(fromClient, client.getOutputStream(), fromServer, server.getOutputStream())) {
                requests.incrementAndGet();
            }
        } catch (IOException ended) {
            // One of the two has hung up, or the fault was that this does.
        }
    }

    private boolean exchange(InputStream client, OutputStream toClient, InputStream server, OutputStream toServer)
            throws IOException {
        String head = head(client);
        byte[] body = body(head, client);
        Optional<Kind> kind = nextFault();
        if (kind.equals(Optional.of(Kind.SILENT))) {
            return client.read() >= 0;
        }
        if (kind.equals(Optional.of(Kind.EXPIRED))) {
            day.incrementAndGet();
        }
        Optional<String> own =
                kind.flatMap(FaultyProxy::status).or(() -> ownAnswer(head)).or(() -> refusal(head));
        if (own.isPresent()) {
            count(head.length() + body.length);
            forward(own.get().getBytes(StandardCharsets.US_ASCII), toClient);
            return true;
        }
        act(head);
        forward(head.getBytes(StandardCharsets.ISO_8859_1), toServer);
        forward(kind.equals(Optional.of(Kind.OTHER_BYTES_SENT)) ? spoilt(body) : body, toServer);
        String answer = head(server);
        byte[] content = head.startsWith("HEAD ") ? new byte[0] : body(answer, server);
        forward(answer.getBytes(StandardCharsets.ISO_8859_1), toClient);
        forward(kind.equals(Optional.of(Kind.OTHER_BYTES_RECEIVED)) ? spoilt(content) : content, toClient);
        return true;
    }

    /** What goes wrong with this request. */
    private Optional<Kind> nextFault() {
        Optional<Fault> due = fault.filter(one -> one.kind() != Kind.CUT && one.at() == requests.get());
        if (due.isPresent()) {
            fault = due.filter(one -> one.kind() == Kind.SLOW);
        }
        return due.map(Fault::kind);
    }

    private static Optional<String> status(Kind kind) {
        return switch (kind) {
            case REQUEST_TIMEOUT -> Optional.of(answer("408 Request Timeout", "", ""));
            case TOO_MANY_REQUESTS -> Optional.of(answer("429 Too Many Requests", "Retry-After: 0\r\n", ""));
            case BROKEN -> Optional.of(answer("500 Internal Server Error", "", "oops"));
            case BAD_GATEWAY -> Optional.of(answer("502 Bad Gateway", "", "<html>"));
            case UNAVAILABLE ->
                Optional.of(answer("503 Service Unavailable", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", ""));
            case CUT, SILENT, OTHER_BYTES_SENT, OTHER_BYTES_RECEIVED, EXPIRED, SLOW -> Optional.empty();
        };
    }

    private Optional<String> ownAnswer(String head) {
        String token = "day-" + day.get();
        if (head.startsWith("GET /token?")) {
            return Optional.of(answer("200 OK", "", "{\"token\": \"" + token + "\"}"));
        }
        return head.contains("Authorization: Bearer " + token + "\r\n")
                ? Optional.empty()
                : Optional.of(answer(
                        "401 Unauthorized",
                        "WWW-Authenticate: Bearer realm=\"http://" + host() + "/token\",service=\"test\"\r\n",
                        ""));
    }

    private Optional<String> refusal(String head) {
        return refusals.entrySet().stream()
                .filter(each -> each.getKey().matcher(head).lookingAt())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void act(String head) throws IOException {
        for (Pattern request : List.copyOf(actions.keySet())) {
            Action action = request.matcher(head).lookingAt() ? actions.remove(request) : null;
            if (action != null) {
                try {
                    action.run();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static String answer(String status, String header, String body) {
        return "HTTP/1.1 " + status + "\r\n" + header + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static byte[] spoilt(byte[] body) {
        byte[] other = body.clone();
        if (other.length > 0) {
            other[other.length - 1] ^= 1;
        }
        return other;
    }

    private void forward(byte[] part, OutputStream target) throws IOException {
        if (isSlow()) {
            for (byte one : part) {
                target.write(one);
                target.flush();
            }
        } else {
            int allowed = (int) Math.min(part.length, count(part.length));
            target.write(part, 0, allowed);
            target.flush();
            if (allowed < part.length) {
                throw new EOFException("cut");
            }
        }
    }

    private boolean isSlow() {
        return fault.filter(one -> one.kind() == Kind.SLOW && one.at() <= requests.get())
                .isPresent();
    }

    /** How many of the next bytes may still pass. */
    private synchronized long count(int next) {
        long before = bytes.getAndAdd(next);
        Optional<Fault> cut =
                fault.filter(one -> one.kind() == Kind.CUT && one.at() < before + next && one.at() >= before);
        if (cut.isPresent()) {
            fault = Optional.empty();
        }
        return cut.map(one -> one.at() - before).orElse((long) next);
    }

    private static String head(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int ends = 0; ends < 2; ) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(String head, InputStream input) throws IOException {
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
            throw new IOException("cannot read chunks");
        }
        Matcher length = LENGTH.matcher(head);
        return length.find() ? input.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    }
}
