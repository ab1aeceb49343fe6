package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.block.SipHash;
import io.slimconsole.persistence.audit.store.TrailId;

/// How a trail's blocks are made and read.
///
/// @param <B> its blocks
interface BlockKind<B extends Block<B>> {
    BlockKind<MessageBlock> MESSAGES =
            new BlockKind<>() {
                @Override
                public TrailId trail() {
                    return TrailId.MESSAGES;
                }

                @Override
                public MessageBlock make(long first, SipHash tags) {
                    return new MessageBlock(first, tags);
                }

                @Override
                public MessageBlock again(MessageBlock stored, long first, SipHash tags) {
                    stored.restart(first);
                    return stored;
                }

                @Override
                public MessageBlock decode(BlockHeader header, byte[] body) {
                    return MessageBlock.decode(header, body);
                }

                @Override
                public MessageBlock decodeToCount(BlockHeader header, byte[] body) {
                    return MessageBlock.decodeFlows(header, body);
                }

                @Override
                public MessageBlock salvage(BlockHeader header, byte[] body) {
                    return MessageBlock.salvage(header, body);
                }
            };

    BlockKind<ActivityBlock> ACTIVITY =
            new BlockKind<>() {
                @Override
                public TrailId trail() {
                    return TrailId.ACTIVITY;
                }

                @Override
                public ActivityBlock make(long first, SipHash tags) {
                    return new ActivityBlock(first, tags);
                }

                @Override
                public ActivityBlock decode(BlockHeader header, byte[] body) {
                    return ActivityBlock.decode(header, body);
                }

                @Override
                public ActivityBlock decodeToCount(BlockHeader header, byte[] body) {
                    return ActivityBlock.decode(header, body);
                }

                @Override
                public ActivityBlock salvage(BlockHeader header, byte[] body) {
                    return ActivityBlock.salvage(header, body);
                }
            };

    TrailId trail();

    B make(long first, SipHash tags);

    /// As [#make], where a block that isn't needed any more can be had.
    ///
    /// @param stored was made with the same `tags`
    default B again(B stored, long first, SipHash tags) {
        return make(first, tags);
    }

    /// @throws io.slimconsole.persistence.audit.block.DamagedBlockException if it can't be read to its end
    B decode(BlockHeader header, byte[] body);

    /// As [#decode], with no more than it takes to tell what entries have in common.
    B decodeToCount(BlockHeader header, byte[] body);

    /// What can be read.
    B salvage(BlockHeader header, byte[] body);
}
