package dev.slipway.processor.link;

import dev.slipway.processor.validate.WordOrder;
import java.util.List;

/** An order that contradicts another one, or the order that a fragment gives its own steps. */
final class OrderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient WordOrder order;

    /** @param circle annotations of which each must come before the next; the first and the last are the same */
    OrderException(WordOrder order, List<String> circle) {
        super(String.join(" -> ", circle));
        this.order = order;
    }

    /** One that takes part. */
    WordOrder order() {
        return order;
    }
}
