package io.florin.node.notification;

import io.florin.protocol.notification.CodeNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one-time codes to the log: for trying things out on one's own machine. */
final class CodeLog {
    private static final Logger LOG = LoggerFactory.getLogger(CodeLog.class);

    private CodeLog() {}

    static void write(CodeNotice notice) {
        LOG.info(
                "One-time code for {} of {} ({}): {}",
                notice.subject(),
                notice.app(),
                notice.purpose(),
                notice.code());
    }
}
