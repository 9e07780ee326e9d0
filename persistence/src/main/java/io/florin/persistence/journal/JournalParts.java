package io.florin.persistence.journal;

import io.florin.persistence.database.Database;

/** What the writers of one node share. */
record JournalParts(
        Database database,
        JournalSettings settings,
        Heads heads,
        Counters counters,
        Notifier notifier) {}
