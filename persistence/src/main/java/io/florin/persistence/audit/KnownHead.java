package io.florin.persistence.audit;

import io.florin.persistence.journal.Hash;

/** An entity's last event as somebody else has noted it: the read side, an earlier audit. */
public record KnownHead(String entity, long sequence, Hash hash) {}
