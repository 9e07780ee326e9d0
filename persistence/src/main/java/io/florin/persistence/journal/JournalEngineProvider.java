package io.florin.persistence.journal;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;

/** How Pekko makes the one {@link JournalEngine} of an actor system. */
final class JournalEngineProvider extends AbstractExtensionId<JournalEngine>
        implements ExtensionIdProvider {
    static final JournalEngineProvider ID = new JournalEngineProvider();

    private JournalEngineProvider() {}

    @Override
    public JournalEngineProvider lookup() {
        return ID;
    }

    @Override
    public JournalEngine createExtension(ExtendedActorSystem system) {
        return new JournalEngine(system);
    }
}
