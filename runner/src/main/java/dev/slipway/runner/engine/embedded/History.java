package dev.slipway.runner.engine.embedded;

/** An entry of an image's history, after the OCI image configuration. */
record History(String createdBy, boolean emptyLayer) {}
