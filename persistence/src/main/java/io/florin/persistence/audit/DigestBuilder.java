package io.florin.persistence.audit;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.journal.ChainLink;
import io.florin.persistence.journal.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Adds up the heads that the entities had at a cut, from links by entity and sequence number. */
final class DigestBuilder {
    private final EventOffset cut;
    private final MessageDigest digest;
    private @Nullable ChainLink head;
    private long entities;
    private long events;

    DigestBuilder(EventOffset cut) {
        this.cut = cut;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void add(ChainLink link) {
        if (!cut.hasPassed(new EventOffset(link.era(), link.xid(), 0))) return;
        if (head != null && !head.entity().equals(link.entity())) addHead(head);
        head = link;
        events++;
    }

    HistoryDigest finish() {
        if (head != null) addHead(head);
        head = null;
        return new HistoryDigest(cut, entities, events, new Hash(digest.digest()));
    }

    private void addHead(ChainLink last) {
        var name = last.entity().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
        digest.update(name);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(last.sequence()).flip());
        digest.update(last.stored().bytes());
        entities++;
    }
}
