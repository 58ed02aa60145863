package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An image {@code app} on another, {@code lower}, which both say that packages are installed in them. */
public final class PackagedFamily {
    private PackagedFamily() {}

    /** With bash and libc from Debian, and the Python library Flask. */
    public static Family first() throws IOException {
        return family(
                "mkdir -p /usr/lib/python3/dist-packages/flask-2.0.dist-info",
                "printf 'Name: Flask\\nVersion: 2.0\\n\\nA text\\n'"
                        + " > /usr/lib/python3/dist-packages/flask-2.0.dist-info/METADATA",
                "echo kept > /opt/kept; echo gone > /opt/gone");
    }

    /** With a newer bash, zlib instead of libc, and no library. */
    public static Family second() throws IOException {
        return family(
                dpkg("bash:5.2-1", "zlib1g:1.3"),
                "echo changed > /opt/kept; echo new > /opt/new; dd if=/dev/zero of=/opt/zeros bs=1000 count=5");
    }

    private static Family family(String... lines) throws IOException {
        return Images.family(List.of(
                Images.base(
                        "lower",
                        Images.run(
                                dpkg("bash:5.1-2", "libc6:2.36"),
                                "mkdir -p /usr/lib; printf 'ID=debian\\nVERSION_ID=\"12\"\\n' > /usr/lib/os-release")),
                Images.image(
                        "app",
                        List.of(),
                        Images.stage("app", new Base.OfImage("lower"), Images.run(lines)),
                        Map.of("cat /usr/lib/os-release", "debian"))));
    }

    /** @param packages names, with the versions behind colons */
    private static String dpkg(String... packages) {
        StringBuilder lines = new StringBuilder("mkdir -p /var/lib/dpkg; rm -f /var/lib/dpkg/status");
        for (String each : packages) {
            lines.append(
                    "; printf 'Package: %s\\nStatus: install ok installed\\nArchitecture: amd64\\nVersion: %s\\n\\n' "
                            .formatted((Object[]) each.split(":")));
            lines.append(">> /var/lib/dpkg/status");
        }
        return lines.toString();
    }
}
