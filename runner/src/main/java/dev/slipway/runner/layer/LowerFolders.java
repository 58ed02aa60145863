package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds folders in layers that lie on each other, as an overlay would show them. */
final class LowerFolders {
    private final List<Path> topFirst;

    LowerFolders(List<Path> bottomFirst) {
        this.topFirst = new ArrayList<>(bottomFirst);
        Collections.reverse(topFirst);
    }

    /**
     * The topmost folder at a place, whose owner and mode are those of all below it.
     *
     * @param way its name, and those of the folders that it is in
     */
    Optional<Path> find(List<String> way) throws IOException {
        for (Path layer : topFirst) {
            Path place = layer;
            boolean hidesLower = false;
            for (String part : way) {
                place = RawName.resolve(place, part);
                if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    // A file, a link or a whiteout hides what is below it, too.
                    hidesLower |= Files.exists(place, LinkOption.NOFOLLOW_LINKS);
                    break;
                }
                hidesLower |= Whiteouts.isOpaque(place);
            }
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(place);
            }
            if (hidesLower) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
