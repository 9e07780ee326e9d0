package io.florin.node.management;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionId;
import org.apache.pekko.actor.ExtensionIdProvider;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** Where Pekko Management finds our views. Pekko makes it from configuration. */
public final class ViewsProvider implements ExtensionIdProvider {
    static final AbstractExtensionId<ManagementViews> ID =
            new AbstractExtensionId<>() {
                @Override
                public ManagementViews createExtension(ExtendedActorSystem system) {
                    return new ManagementViews(Adapter.toTyped(system));
                }
            };

    @Override
    public ExtensionId<ManagementViews> lookup() {
        return ID;
    }
}
