package dev.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where on loopback the services listen.
 *
 * @param archive the caching proxy of Debian's archive
 * @param registry the registry
 */
record Ports(int archive, int registry) {
    static Ports free() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Ports(one.getLocalPort(), other.getLocalPort());
        }
    }

    String archiveUrl() {
        return "http://127.0.0.1:" + archive + "/debian";
    }

    String registryHost() {
        return "127.0.0.1:" + registry;
    }
}
