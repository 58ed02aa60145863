package dev.slipway.runner.layer;

import dev.slipway.runner.layer.TarInput.Member;
import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Device nodes in layers that somebody else made: on the machine they are as good as those in its {@code /dev}. */
final class Devices {
    /** null, zero, full, random, urandom; tty, console, ptmx: those that every container has. */
    private static final Set<Long> HARMLESS = Set.of(
            Linux.device(1, 3),
            Linux.device(1, 5),
            Linux.device(1, 7),
            Linux.device(1, 8),
            Linux.device(1, 9),
            Linux.device(5, 0),
            Linux.device(5, 1),
            Linux.device(5, 2));

    private Devices() {}

    /**
     * Makes a device node, if it is harmless.
     *
     * @return whether it is there; an ordinary user cannot make any, and commands have a {@code /dev} of their own
     */
    static boolean make(Member member, Path path) throws IOException {
        boolean isBlock = member.kind() == TarInput.Kind.BLOCK_DEVICE;
        long device = Linux.device(member.deviceMajor(), member.deviceMinor());
        if (isBlock || !HARMLESS.contains(device)) {
            throw LayerException.of(
                    member.name(),
                    "is a device of the machine, %s %d:%d"
                            .formatted(isBlock ? "block" : "character", member.deviceMajor(), member.deviceMinor()));
        }
        return Linux.makeDevice(path, FileKind.CHARACTER_DEVICE.bits(), device);
    }
}
