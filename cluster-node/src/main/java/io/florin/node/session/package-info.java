/**
 * Sessions at work: {@link io.florin.node.session.ShardedSessions} is the door, {@link
 * io.florin.node.session.SessionBehavior} the actor around a {@link
 * io.florin.node.session.SessionProcess}, which moves only when it is called. A {@link
 * io.florin.node.session.SessionSweeper} deletes what has been dead for long.
 */
@NullMarked
package io.florin.node.session;

import org.jspecify.annotations.NullMarked;
