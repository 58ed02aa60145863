import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A registry on loopback that has nothing, and says so in plain HTTP. It prints its port, and is there until killed. */
public final class EmptyRegistry {
    private static final byte[] ABSENT =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().readNBytes(1);
                    client.getOutputStream().write(ABSENT);
                    client.shutdownOutput();
                    client.getInputStream().skipNBytes(client.getInputStream().available());
                } catch (IOException e) {
                    // Whoever is gone needs no answer.
                }
            }
        }
    }
}
