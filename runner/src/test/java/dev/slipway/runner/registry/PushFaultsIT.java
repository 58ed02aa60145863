package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.testing.FaultyProxy;
import dev.slipway.runner.testing.FaultyProxy.Fault;
import dev.slipway.runner.testing.FaultyProxy.Kind;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes an image through a thousand faults to a real registry, and looks each time at what that has. */
@Timeout(600)
class PushFaultsIT {
    private static final Backoff AT_ONCE = new Backoff(6, Duration.ZERO, Duration.ZERO);
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300));
    private static final int STEP = 100;
    private static final int CUTS = 900;

    @TempDir
    private Path temporary;

    private final ExecutorService uploads = Executors.newFixedThreadPool(2);
    private final Registry judge = new Registry(RegistryClients.anonymous(), AT_ONCE, PATIENT, Trust::ofJava);
    private RegistryServer server;
    private FaultyProxy proxy;
    private TestImage image;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private int repositories;

    @BeforeEach
    void start() throws Exception {
        server = RegistryServer.start(temporary.resolve("server"), RegistryServer.Option.IN_MEMORY);
        proxy = new FaultyProxy(server.port());
        image = TestImage.create(temporary, "one");
    }

    @AfterEach
    void stop() throws Exception {
        uploads.shutdownNow();
        judge.close();
        proxy.close();
        server.close();
    }

    @Test
    void nothingIsLostAndNoTagPointsAtSomethingIncomplete() throws Exception {
        assertThat(survives(new Fault(Kind.CUT, Long.MAX_VALUE), PATIENT)).isTrue();
        long bytes = proxy.bytes();
        int requests = proxy.requests();

        Map<Kind, Integer> failed = new EnumMap<>(Kind.class);
        List<Fault> faults = new ArrayList<>();
        // Every hundredth byte, and when all have been, those beside them.
        for (int i = 0; i < CUTS; i++) {
            long position = (long) i * STEP;
            faults.add(new Fault(Kind.CUT, position % bytes + position / bytes * 7));
        }
        // Where nobody has ever answered, nobody is asked again: all other requests may go without an answer.
        for (Kind kind : Kind.values()) {
            for (int request = kind == Kind.SILENT ? 1 : 0; kind != Kind.CUT && request < requests; request++) {
                faults.add(new Fault(kind, request));
            }
        }
        assertThat(faults).hasSizeGreaterThan(1000);
        for (Fault fault : faults) {
            if (!survives(fault, fault.kind() == Kind.SILENT ? IMPATIENT : PATIENT)) {
                failed.merge(fault.kind(), 1, Integer::sum);
            }
        }

        // Whatever else goes wrong is made good by trying again, and other bytes are never taken for those of the
        // image.
        assertThat(failed).containsOnlyKeys(Kind.OTHER_BYTES_SENT, Kind.OTHER_BYTES_RECEIVED);
        assertThat(told)
                .contains("HTTP 408", "HTTP 429", "HTTP 500", "HTTP 502", "HTTP 503", "the token has expired")
                .noneMatch(because -> because.contains("day-"));
    }

    /** Whether all went well at the first run, in spite of the fault; a second run is to make it good in any case. */
    private boolean survives(Fault fault, Patience patience) throws Exception {
        String repository = "citus/r" + repositories++;
        proxy.arm(fault);
        boolean survived = run(repository, patience);
        int complete = requireCompleteTags(repository);
        assertThat(complete).as("%s", fault).isBetween(survived ? 1 : 0, 1);
        if (!survived) {
            assertThat(run(repository, PATIENT)).as("again after %s", fault).isTrue();
            assertThat(requireCompleteTags(repository)).as("%s", fault).isOne();
        }
        return survived;
    }

    private boolean run(String repository, Patience patience) throws Exception {
        ImageReference target = ImageReference.parse(proxy.host() + "/" + repository + ":1");
        RegistrySettings settings = RegistryClients.anonymous().telling(this::tell);
        try (Registry registry = new Registry(settings, AT_ONCE, patience, Trust::ofJava)) {
            String digest = new ImagePush(registry, uploads)
                    .start(target, image.manifest(), image)
                    .get()
                    .publish();
            assertThat(digest).isEqualTo(image.manifest().digest());
            ImageManifest pulled = registry.pullManifest(target, Platform.LINUX_AMD64);
            assertThat(pulled).isEqualTo(image.manifest());
            for (Descriptor layer : pulled.layers()) {
                assertThat(registry.pullBlob(target, layer)).isEqualTo(image.content(layer));
            }
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RegistryException.class);
            return false;
        } catch (RegistryException e) {
            return false;
        }
    }

    private void tell(Event event) {
        if (event instanceof Event.Retrying retrying) {
            told.add(retrying.because());
        }
    }

    private int requireCompleteTags(String repository) throws Exception {
        List<String> tags = server.tags(repository);
        for (String tag : tags) {
            ImageReference reference = ImageReference.parse(server.host() + "/" + repository + ":" + tag);
            ImageManifest manifest = judge.pullManifest(reference, Platform.LINUX_AMD64);
            assertThat(manifest).isEqualTo(image.manifest());
            assertThat(Sha256.of(judge.pullBlob(reference, manifest.config())))
                    .isEqualTo(manifest.config().digest());
            for (Descriptor layer : manifest.layers()) {
                assertThat(Sha256.of(judge.pullBlob(reference, layer))).isEqualTo(layer.digest());
            }
        }
        return tags.size();
    }
}
