package dev.slipway.runner.plan;

import java.util.List;

/**
 * What somebody asks for.
 *
 * @param selectors the images, as {@code Selector} reads them, all of which are meant; empty for every published image
 * @param push whether they are to be published
 */
public record Request(List<String> selectors, Destination destination, boolean push) {
    public Request {
        selectors = List.copyOf(selectors);
    }
}
