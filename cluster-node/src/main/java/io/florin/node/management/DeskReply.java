package io.florin.node.management;

import io.florin.protocol.logging.LoggerSetting;
import java.util.List;

/** What a node's desk answers. */
public sealed interface DeskReply {
    /** {@code taken}: false if as many loggers are changed as may be. */
    record LevelChanged(boolean taken) implements DeskReply {}

    record Levels(List<LoggerSetting> settings) implements DeskReply {
        public Levels {
            settings = List.copyOf(settings);
        }
    }

    record WalletFound(boolean inMemory) implements DeskReply {}
}
