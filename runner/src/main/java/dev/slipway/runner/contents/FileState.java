package dev.slipway.runner.contents;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.LayerListing;
import dev.slipway.runner.packages.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;

/**
 * What is known of a file of an image.
 *
 * @param content the digest of what is in it, or where a link leads to
 * @param size in bytes
 * @param facts what it says of what is installed
 */
record FileState(LayerListing.Kind kind, String content, long size, int mode, int user, int group, Facts facts) {
    static FileState read(LayerListing.Entry entry, InputStream content) throws IOException {
        if (entry.kind() != LayerListing.Kind.FILE) {
            return of(entry, entry.link(), Facts.NONE);
        }
        DigestInputStream digested = new DigestInputStream(content, Sha256.start());
        Facts facts = PackageList.facts(entry, digested);
        digested.transferTo(OutputStream.nullOutputStream());
        return of(entry, Sha256.end(digested.getMessageDigest()), facts);
    }

    private static FileState of(LayerListing.Entry entry, String content, Facts facts) {
        return new FileState(entry.kind(), content, entry.size(), entry.mode(), entry.user(), entry.group(), facts);
    }
}
