package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.lock.Lock;
import dev.slipway.runner.lock.LockText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The lock of a catalogue, of which each profile has one of its own: {@code images.debian.lock}. It is a file of the
 * catalogue's module; where that is not at hand, it is beside the catalogue's class.
 *
 * @param name of the file
 * @param folder of the module; empty if the catalogue was built elsewhere
 * @param command that makes it, as it was typed: {@code runner lock --profile profiles/debian.toml}
 * @param sharedCommand the same for everyone, wherever the profile is, as it stands in files and steps: letters, digits,
 *     spaces, dots, dashes and underscores
 */
record CatalogLock(String name, Optional<Path> folder, String command, String sharedCommand, Lock lock) {
    private static final String COMMAND = "runner lock";
    private static final String BUILD_FOLDER = "target";

    /**
     * That which is there; an empty one if there is none.
     *
     * @throws InputException if it cannot be read, naming the line
     */
    static CatalogLock find(LoadedCatalog catalog, Optional<String> profile) {
        String name = "images" + profile.map(chosen -> "." + nameOf(chosen)).orElse("") + ".lock";
        String command = COMMAND + profile.map(chosen -> " --profile " + chosen).orElse("");
        String sharedCommand = COMMAND
                + profile.map(CatalogLock::lastPart)
                        .filter(chosen -> chosen.matches("[A-Za-z0-9._-]+"))
                        .map(chosen -> " --profile " + chosen)
                        .orElse("");
        Optional<Path> folder = catalog.place().flatMap(CatalogLock::module);
        Optional<String> text = folder.isPresent() ? text(folder.get().resolve(name)) : catalog.lock(name);
        return new CatalogLock(
                name,
                folder,
                command,
                sharedCommand,
                text.map(new LockText(name)::read).orElse(Lock.EMPTY));
    }

    /** A profile that is a file has a lock by the last part of its name. */
    static String nameOf(String profile) {
        return lastPart(profile).replaceFirst("\\.toml$", "");
    }

    private static String lastPart(String profile) {
        return String.valueOf(Path.of(profile).getFileName());
    }

    /** That which a build has made the folder in. */
    private static Optional<Path> module(Path place) {
        return Checkout.module(place).filter(module -> place.toAbsolutePath().startsWith(module.resolve(BUILD_FOLDER)));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InputException("cannot read " + file + ": " + e, e);
        }
    }

    CatalogLock with(Lock other) {
        return new CatalogLock(name, folder, command, sharedCommand, other);
    }

    /** Where it is written to. */
    Path file() {
        return folder.map(module -> module.resolve(name))
                .orElseThrow(
                        () -> new InputException(command + ": the catalogue was not built here, so there is no place"
                                + " for " + name + ". Run it from its checkout"));
    }

    /**
     * Replaces the file, unless it says the same already; returns whether it did not.
     *
     * @throws InputException if it could not be read again
     */
    boolean write() {
        Path file = file();
        String text = LockText.write(lock, sharedCommand);
        if (text(file).filter(text::equals).isPresent()) {
            return false;
        }
        new LockText(name).read(text);
        try {
            Path draft = Files.writeString(file.resolveSibling("." + name + ".draft"), text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new InputException(command + ": cannot write " + file + ": " + e, e);
        }
    }
}
