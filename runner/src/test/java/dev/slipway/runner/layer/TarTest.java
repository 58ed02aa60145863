package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.layer.TarInput.Member;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class TarTest {
    private static final long TEN_GIBIBYTES = 10L << 30;

    @Test
    void what_does_not_fit_a_header_goes_into_an_extended_one() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("d/".repeat(100) + "file", TarConstants.LF_NORMAL, true);
        entry.setUserId(3_000_000_000L);
        entry.setGroupId(2_097_152);
        entry.setSize(TEN_GIBIBYTES);
        entry.setModTime(FileTime.from(Instant.parse("1969-12-31T23:59:58Z")));
        byte[] archive = written(entry, Map.of("user.x", "\0\u00ff\n"));

        try (TarArchiveInputStream library = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            assertThat(library.getNextEntry())
                    .returns("d/".repeat(100) + "file", TarArchiveEntry::getName)
                    .returns(3_000_000_000L, TarArchiveEntry::getLongUserId)
                    .returns(TEN_GIBIBYTES, TarArchiveEntry::getSize);
        }
        try (TarInput tar = new TarInput(new ByteArrayInputStream(archive))) {
            assertThat(tar.next().orElseThrow())
                    .returns("d/".repeat(100) + "file", Member::name)
                    .returns((int) 3_000_000_000L, Member::user)
                    .returns(2_097_152, Member::group)
                    .returns(Instant.parse("1969-12-31T23:59:58Z"), Member::modified)
                    .returns(Map.of("user.x", "\0\u00ff\n"), Member::attributes);
        }
    }

    @Test
    void a_record_counts_its_own_length() throws IOException {
        for (int length : IntStream.rangeClosed(0, 1100).toArray()) {
            TreeMap<String, String> records = new TreeMap<>(Map.of("a", "v".repeat(length), "b", "=\n 5"));
            byte[] bytes = PaxRecords.write(records);

            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int counted = Integer.parseInt(text.substring(0, text.indexOf(' ')));
            assertThat(text.substring(counted)).isEqualTo("9 b==\n 5\n");
            assertThat(PaxRecords.read(bytes)).isEqualTo(records);
        }
    }

    @Test
    void junk_is_refused() {
        for (byte[] junk :
                new byte[][] {"no tar".getBytes(StandardCharsets.US_ASCII), filled((byte) 'x'), filled((byte) -1)}) {
            assertThatThrownBy(() -> new TarInput(new ByteArrayInputStream(junk)).next())
                    .isInstanceOf(IOException.class);
        }
        for (String record : new String[] {"5 a=b\n", "99 a=b\n", "x a=b\n", "-6 a=b\n", "6 abc\n", "6a=bc\n"}) {
            assertThatThrownBy(() -> PaxRecords.read(record.getBytes(StandardCharsets.US_ASCII)))
                    .as(record)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_follows_the_end_is_read_too() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.writeBytes(written(new TarArchiveEntry("file", TarConstants.LF_NORMAL, true), Map.of()));
        archive.writeBytes(new byte[10_000]);
        ByteArrayInputStream in = new ByteArrayInputStream(archive.toByteArray());
        TarInput tar = new TarInput(in);

        assertThat(tar.next()).isPresent();
        assertThat(tar.next()).isEmpty();
        assertThat(in.available()).isZero();
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[1024];
        java.util.Arrays.fill(bytes, value);
        return bytes;
    }

    private static byte[] written(TarArchiveEntry entry, Map<String, String> attributes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarOutput tar = new TarOutput(bytes)) {
            tar.put(entry, attributes);
        }
        return bytes.toByteArray();
    }
}
