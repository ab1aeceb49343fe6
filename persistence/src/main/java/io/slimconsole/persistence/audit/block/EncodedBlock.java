package io.slimconsole.persistence.audit.block;

/// A block as it is stored. The arrays are not copied; nobody changes them.
///
/// @param header what it can be searched by
/// @param head the header's bytes
/// @param body the entries' bytes
@SuppressWarnings(
        "ArrayRecordComponent") // not compared; copying a block costs as much as encoding it
public record EncodedBlock(BlockHeader header, byte[] head, byte[] body) {
    public long bytes() {
        return head.length + (long) body.length;
    }
}
