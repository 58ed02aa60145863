package dev.slipway.runner.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes the body of an answer as it comes: to where it is wanted, else into memory, which has its limits. */
final class Receiver implements BodySubscriber<byte[]> {
    /** Registries take no manifest that is larger. */
    private static final int MOST_IN_MEMORY = 4 << 20;

    private final @Nullable OutputStream target;
    private final Pulse pulse;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    Receiver(@Nullable OutputStream target, Pulse pulse) {
        this.target = target;
        this.pulse = pulse;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pulse.beat();
        Flow.Subscription source = subscription;
        if (source == null || result.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            source.request(1);
        } catch (IOException e) {
            source.cancel();
            result.completeExceptionally(e);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (target != null) {
            target.write(bytes);
            return;
        }
        if (memory.size() + bytes.length > MOST_IN_MEMORY) {
            throw new UnusableAnswer("answers with more than " + MOST_IN_MEMORY + " bytes");
        }
        memory.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable thrown) {
        result.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        result.complete(memory.toByteArray());
    }
}
