/**
 * Pulls and pushes blobs and manifests, as OCI's distribution specification has it, on the JDK's HTTP client. Knows of
 * images only what their manifests say, and tells what keeps a run waiting; nothing of engines and stores comes in.
 */
@NullMarked
package dev.slipway.runner.registry;

import org.jspecify.annotations.NullMarked;
