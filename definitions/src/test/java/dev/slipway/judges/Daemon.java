package dev.slipway.judges;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of somebody else's, from when it listens until it is closed. */
record Daemon(Process process) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Returns once somebody listens at the address. */
    static Daemon start(Command command, SocketAddress address, Path log) throws IOException, InterruptedException {
        Daemon daemon = new Daemon(command.start(log));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(address)) {
            if (!daemon.process.isAlive() || System.nanoTime() > deadline) {
                daemon.close();
                throw new IOException(String.join(" ", command.words()) + " does not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return daemon;
    }

    /** A port of the loopback interface that nobody has now. */
    static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }

    private static boolean listens(SocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
