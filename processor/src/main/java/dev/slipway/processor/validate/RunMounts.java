package dev.slipway.processor.validate;

import static dev.slipway.processor.validate.Values.VALUE;

import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.MemorySize;
import dev.slipway.model.SecretMount;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import dev.slipway.processor.diagnostic.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a command sees besides its image's files, each thing at a place of its own. */
record RunMounts(List<CacheMount> caches, List<SecretMount> secrets, List<TmpfsMount> tmpfs, List<BindMount> binds) {
    private static final String TARGET = "target";
    private static final String SOURCE = "source";
    private static final String SIZE = "size";
    /** Where there is the whole image, or what the kernel tells. */
    private static final Set<String> UNMOUNTABLE = Set.of("/", "/dev", "/proc", "/sys");

    /** Reads the mounts of a {@code @Run}; those at no possible place are reported and left out. */
    static RunMounts read(Values run, BaseReader bases) {
        Targets targets = new Targets();
        return new RunMounts(
                run.nested("caches").stream()
                        .flatMap(values -> cache(values, targets))
                        .toList(),
                run.nested("secrets").stream()
                        .flatMap(values -> secret(values, targets))
                        .toList(),
                run.nested("tmpfs").stream()
                        .flatMap(values -> tmpfs(values, targets))
                        .toList(),
                run.nested("binds").stream()
                        .flatMap(values -> bind(values, bases, targets))
                        .toList());
    }

    private static Stream<CacheMount> cache(Values values, Targets targets) {
        String target = values.plain(VALUE);
        if (!targets.take(values, VALUE, target)) {
            return Stream.empty();
        }
        return Stream.of(
                new CacheMount(target, CacheMount.Sharing.valueOf(values.word().text("sharing"))));
    }

    private static Stream<SecretMount> secret(Values values, Targets targets) {
        String id = values.plain(VALUE);
        String written = values.plain(TARGET);
        String target = written.isEmpty() ? "/run/secrets/" + id : written;
        return targets.take(values, TARGET, target) ? Stream.of(new SecretMount(id, target)) : Stream.empty();
    }

    private static Stream<TmpfsMount> tmpfs(Values values, Targets targets) {
        Text target = values.text(VALUE);
        String size = values.plain(SIZE);
        if (!size.isEmpty()) {
            values.checkPlain(SIZE, size, Form.SIZE);
        }
        return targets.take(values, VALUE, target.source())
                ? Stream.of(new TmpfsMount(target, MemorySize.parse(size).orElse(0)))
                : Stream.empty();
    }

    private static Stream<BindMount> bind(Values values, BaseReader bases, Targets targets) {
        Text target = values.text(TARGET);
        if (!targets.take(values, TARGET, target.source())) {
            return Stream.empty();
        }
        boolean writable = values.word().flag("rw");
        if (BaseReader.isContext(values.word())) {
            return Stream.of(new BindMount.Context(contextPath(values), target, writable));
        }
        Optional<Base> source = bases.bindSource(values.use());
        Text path = imagePath(values);
        return values.isPlainPath(SOURCE, path.source())
                ? source.stream().map(base -> new BindMount.Image(base, path, target, writable))
                : Stream.empty();
    }

    private static String contextPath(Values values) {
        String written = values.plain(SOURCE);
        String path = written.isEmpty() ? "." : written;
        values.checkFile(SOURCE, path, ContextFolder.Wanted.FILE_OR_FOLDER);
        return path;
    }

    private static Text imagePath(Values values) {
        Text written = values.text(SOURCE);
        return written.isEmpty() ? Text.literal("/") : written;
    }

    /** The places that are taken. */
    private static final class Targets {
        private final Set<String> taken = new HashSet<>();

        /** Whether something can be mounted there, which is reported if not. */
        boolean take(Values values, String attribute, String target) {
            if (!values.isPlainPath(attribute, target)) {
                return false;
            }
            String place = withoutDots(target);
            if (UNMOUNTABLE.contains(place) || place.startsWith("/proc/") || place.startsWith("/sys/")) {
                values.findings()
                        .report(
                                Rule.UNMOUNTABLE_TARGET,
                                values.word().place(attribute),
                                "nothing can be mounted at '" + target
                                        + "'. Choose a folder below the root that is not the kernel's, such as '/mnt'");
                return false;
            }
            if (!taken.add(place)) {
                values.findings()
                        .report(
                                Rule.DUPLICATE_TARGET,
                                values.word().place(attribute),
                                "'" + target + "' is the target of another mount of this command already."
                                        + " Choose another");
            }
            return true;
        }

        private static String withoutDots(String path) {
            Deque<String> names = new ArrayDeque<>();
            for (String name : path.split("/", -1)) {
                if (name.equals("..")) {
                    names.pollLast();
                } else if (!name.isEmpty() && !name.equals(".")) {
                    names.addLast(name);
                }
            }
            return "/" + String.join("/", names);
        }
    }
}
