/**
 * Reads and writes layer archives with everything a file system holds: links, ownership, setuid, whiteouts,
 * extended attributes. Bytes in, bytes out: neither registries nor mounts.
 */
@NullMarked
package dev.slipway.runner.layer;

import org.jspecify.annotations.NullMarked;
