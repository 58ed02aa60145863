package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image {@code top} on another, {@code lower}, each part of which can change. */
public record ChangingFamily(String lower, String variable, List<String> commands, String note, String check) {
    /** As it is at first. */
    public static final ChangingFamily FIRST =
            new ChangingFamily("echo lower > /opt/lower", "1", List.of("echo one > /opt/one"), "note", "one");

    public ChangingFamily lower(String command) {
        return new ChangingFamily(command, variable, commands, note, check);
    }

    public ChangingFamily variable(String value) {
        return new ChangingFamily(lower, value, commands, note, check);
    }

    public ChangingFamily commands(String... lines) {
        return new ChangingFamily(lower, variable, List.of(lines), note, check);
    }

    /** With another file, by its digest. */
    public ChangingFamily note(String content) {
        return new ChangingFamily(lower, variable, commands, content, check);
    }

    public ChangingFamily check(String promise) {
        return new ChangingFamily(lower, variable, commands, note, promise);
    }

    public Family family() throws IOException {
        List<Step> steps = new ArrayList<>(List.of(Images.copy(Images.NOTE, "/opt/note")));
        commands.forEach(command -> steps.add(Images.run(command)));
        steps.add(Images.env("VERSION", variable));
        steps.add(Images.run("echo $VERSION > /opt/version"));
        Family family = Images.family(List.of(
                Images.base("lower", Images.run(lower)),
                Images.image(
                        "top",
                        List.of(),
                        Images.stage("top", new Base.OfImage("lower"), steps.toArray(Step[]::new)),
                        Map.of("cat /opt/one", check))));
        List<ContextFile> files = family.context().stream().map(this::changed).toList();
        return new Family(family.repository(), family.sources(), family.axes(), family.images(), files);
    }

    private ContextFile changed(ContextFile file) {
        return file.path().equals(Images.NOTE)
                ? new ContextFile(
                        Images.NOTE, ContextFile.sha256(note.getBytes(StandardCharsets.UTF_8)), file.size(), false)
                : file;
    }
}
