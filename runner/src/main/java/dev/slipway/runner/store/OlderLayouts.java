package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runners of older versions keep in a store, of which this one can use nothing. */
final class OlderLayouts {
    private static final Pattern FOLDER = Pattern.compile("v([0-9]{1,4})");

    private final Layout layout;
    private final Owner owner;

    OlderLayouts(Layout layout, Owner owner) {
        this.layout = layout;
        this.owner = owner;
    }

    Usage usage() throws IOException {
        List<Path> all = folders();
        int active = 0;
        long size = 0;
        long reclaimable = 0;
        for (Path folder : all) {
            long each = Stock.sizeOf(folder);
            size += each;
            if (isInUse(folder)) {
                active++;
            } else {
                reclaimable += each;
            }
        }
        return new Usage(Usage.Kind.OLDER_LAYOUTS, all.size(), active, size, reclaimable);
    }

    /** Takes away those that no runner has open. */
    Pruned prune() throws IOException, InterruptedException {
        int count = 0;
        long freed = 0;
        long kept = 0;
        for (Path folder : folders()) {
            long size = Stock.sizeOf(folder);
            if (remove(folder)) {
                count++;
                freed += size;
            } else {
                kept += size;
            }
        }
        return new Pruned(count == 0 ? Map.of() : Map.of(Usage.Kind.OLDER_LAYOUTS, count), freed, kept);
    }

    private List<Path> folders() throws IOException {
        List<Path> older = new ArrayList<>();
        for (Path folder : Layout.children(layout.folder().resolveSibling(".").normalize())) {
            Matcher name = FOLDER.matcher(String.valueOf(folder.getFileName()));
            if (name.matches() && Integer.parseInt(name.group(1)) < Layout.VERSION && Files.isDirectory(folder)) {
                older.add(folder);
            }
        }
        return older;
    }

    private static boolean isInUse(Path folder) throws IOException {
        Layout old = new Layout(folder);
        return Files.isDirectory(old.work())
                && Files.isDirectory(old.locks())
                && !Owner.living(old, new Locks(old.locks())).isEmpty();
    }

    /** Nobody joins those who have it open while it is looked for them. */
    private boolean remove(Path folder) throws IOException, InterruptedException {
        Path away = owner.fresh();
        Locks.Held opening = new Locks(Files.createDirectories(new Layout(folder).locks())).acquire(Owner.OPENING);
        try (opening) {
            if (isInUse(folder)) {
                return false;
            }
            Files.move(folder, away, StandardCopyOption.ATOMIC_MOVE);
        }
        Store.delete(away);
        return true;
    }
}
