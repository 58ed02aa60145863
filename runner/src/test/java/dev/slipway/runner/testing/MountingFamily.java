package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.Family;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A family of an image whose only command sees a file of a stage, and of the context, in folders of memory. */
public final class MountingFamily {
    /** What its command is called. */
    public static final String STEP = "app: RUN cat /mnt/shown/file /mnt/note > /seen";

    private MountingFamily() {}

    /** A family of an image whose only command sees this of a stage that has nothing but a folder {@code /out}. */
    public static Family seeing(BindMount... binds) throws IOException {
        return Images.family(List.of(Images.image(
                "app",
                List.of(Images.stage("build", new Base.OfImage("root"), Images.run("mkdir /out"))),
                Images.stage("app", new Base.OfImage("root"), Images.run(List.of(binds), List.of(), "true")),
                Map.of())));
    }

    /** A mount of that stage. */
    public static BindMount mount(String path, String target) {
        return new BindMount.Image(new Base.OfStage("build"), Text.literal(path), Text.literal(target), false);
    }

    /**
     * The family.
     *
     * @param shown the content of the file
     * @param beside that of another file, which the command does not see
     * @param writable whether the command may change what it sees, and does so
     */
    public static Family of(String shown, String beside, boolean writable) throws IOException {
        String change = writable ? "echo changed | tee /mnt/shown/file > /mnt/note" : "true";
        return Images.family(List.of(Images.image(
                "app",
                List.of(Images.stage(
                        "build",
                        new Base.OfImage("root"),
                        Images.run(
                                "mkdir -p /out/shown",
                                "echo " + shown + " > /out/shown/file",
                                "echo " + beside + " > /out/beside"))),
                Images.stage(
                        "app",
                        new Base.OfImage("root"),
                        Images.run(
                                List.of(
                                        new BindMount.Image(
                                                new Base.OfStage("build"),
                                                Text.literal("/out/shown"),
                                                Text.literal("/mnt/shown"),
                                                writable),
                                        new BindMount.Context(Images.NOTE, Text.literal("/mnt/note"), writable)),
                                List.of(new TmpfsMount(Text.literal("/mnt"), 0)),
                                "cat /mnt/shown/file /mnt/note > /seen",
                                change)),
                Map.of("cat /seen", shown + "\n" + Images.NOTE, "ls -d /mnt || echo none", "none"))));
    }
}
