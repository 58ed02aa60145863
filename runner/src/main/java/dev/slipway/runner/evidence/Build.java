package dev.slipway.runner.evidence;

import dev.slipway.graph.Node;
import java.util.SortedMap;

/**
 * What an image was built from.
 *
 * @param materials of it and of all that it is made from
 * @param bases digests of external images, as far as the engine knows them
 */
record Build(Node node, Materials materials, SortedMap<String, String> bases) {}
