/**
 * Sessions on the read side: {@link io.florin.persistence.session.SessionGroup} writes the rows
 * that follow from their events, {@link io.florin.persistence.session.SessionTable} lists a user's,
 * {@link io.florin.persistence.session.SessionCleaning} deletes what has been dead for long from
 * journal and read side alike.
 */
@NullMarked
package io.florin.persistence.session;

import org.jspecify.annotations.NullMarked;
