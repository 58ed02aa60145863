package dev.slipway.runner.reuse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a registry has of an image as it would be made now.
 *
 * @param fingerprint its digits; empty if something that it is made from is not known
 * @param since when such an image was pushed; empty if there is none
 * @param before the name of the last image to compare with, if there is none such
 * @param reasons what differs from that, or is not known
 */
public record Standing(
        Optional<String> fingerprint, Optional<Instant> since, Optional<String> before, List<String> reasons) {
    public Standing {
        reasons = List.copyOf(reasons);
    }

    static Standing there(Fingerprint fingerprint, ImageRecord record) {
        return new Standing(
                Optional.of(fingerprint.digits()), Optional.of(record.pushed()), Optional.empty(), List.of());
    }

    static Standing unknown(List<String> reasons) {
        return new Standing(Optional.empty(), Optional.empty(), Optional.empty(), reasons);
    }

    static Standing absent(Fingerprint fingerprint, Optional<String> before, List<String> reasons) {
        return new Standing(Optional.of(fingerprint.digits()), Optional.empty(), before, reasons);
    }
}
