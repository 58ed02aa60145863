package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Two images on a common base that is quickly built and has most of what a layer can hold, with an equal step each, of
 * which one copies from a stage. Every step makes the same files each time.
 */
public final class SmallFamily {
    /** Prints this when it runs. */
    public static final String SHARED = "shared step";

    private SmallFamily() {}

    public static Family family() throws IOException {
        return with();
    }

    /** One of the images alone. */
    public static Family left() throws IOException {
        return Images.family(List.of(base(), leftImage()));
    }

    /** With more steps on top of the base. */
    public static Family with(Step... more) throws IOException {
        return Images.family(List.of(base(more), leftImage(), rightImage()));
    }

    /** A step that changes a file. */
    public static Step change() {
        return Images.run("echo changed > /opt/data/changed");
    }

    /** A step that waits until there is a file {@code open} in the folder of its cache mount. */
    public static Step gate() {
        List<CacheMount> caches = List.of(new CacheMount("/gate", CacheMount.Sharing.SHARED));
        return Images.run(caches, "until [ -e /gate/open ]; do sleep 0.05; done", "echo open > /opt/gate");
    }

    /** A step that opens the gate for good, wherever the same cache is. */
    public static Step key() {
        List<CacheMount> caches = List.of(new CacheMount("/gate", CacheMount.Sharing.SHARED));
        return Images.run(caches, "touch /gate/open");
    }

    private static ImageDefinition base(Step... more) {
        Step[] steps = new Step[more.length + 3];
        steps[0] = Images.run(
                "mkdir -p /opt/data /opt/old/deep",
                "for i in 1 2 3 4 5 6 7 8; do echo $i > /opt/data/$i; done",
                "dd if=/dev/zero of=/opt/data/zeros bs=64k count=8 2> /dev/null",
                "ln /opt/data/1 /opt/data/hard; ln -s 2 /opt/data/soft",
                "chmod 4755 /opt/data/3; chown 7:8 /opt/data/4; echo old > /opt/old/deep/file");
        steps[1] = Images.run("rm -r /opt/data/5 /opt/old; mkdir /opt/old; echo new > /opt/old/file");
        steps[2] = Images.copy(Images.NOTE, "/opt/note");
        System.arraycopy(more, 0, steps, 3, more.length);
        return Images.base("small", steps);
    }

    private static Step shared() {
        return Images.run("echo " + SHARED, "cat /opt/data/[1-4] > /opt/shared");
    }

    private static ImageDefinition leftImage() {
        List<CacheMount> caches = List.of(new CacheMount("/cache", CacheMount.Sharing.LOCKED));
        return Images.image(
                "left",
                List.of(),
                Images.stage(
                        "left",
                        new Base.OfImage("small"),
                        shared(),
                        Images.env("SIDE", "left"),
                        Images.run(caches, "echo used >> /cache/log", "echo $SIDE > /opt/side"),
                        Images.workdir("/opt/data"),
                        Images.command("cat", "/opt/side")),
                Map.of("cat /opt/side", "left"));
    }

    private static ImageDefinition rightImage() {
        return Images.image(
                "right",
                List.of(Images.stage(
                        "right-build",
                        new Base.OfImage("small"),
                        Images.run("mkdir /out", "cat /bin/busybox /bin/busybox > /out/twice"))),
                Images.stage(
                        "right",
                        new Base.OfImage("small"),
                        shared(),
                        Images.env("SIDE", "right"),
                        Images.copyFrom(new Base.OfStage("right-build"), "/out/", "/opt/out/"),
                        Images.run("rm /opt/old/file", "echo $SIDE > /opt/side")),
                Map.of("cat /opt/side", "right"));
    }
}
