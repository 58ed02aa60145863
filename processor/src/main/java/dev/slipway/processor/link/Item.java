package dev.slipway.processor.link;

import dev.slipway.model.Step;
import java.util.List;

/**
 * A step before it has its place among the others.
 *
 * @param varies whether it depends on an axis by which the image varies
 * @param word the qualified name of the annotation that stands on the declaration
 * @param position of that among those of its type
 * @param inner its place within a fragment; empty outside one
 */
record Item(Step step, Phase phase, boolean varies, String word, int position, List<Integer> inner) {}
