/**
 * How a node comes into a cluster, and which part of a torn cluster goes on.
 *
 * <p>The first is {@link io.florin.node.membership.Formation}: seed nodes, or the pods that the
 * Kubernetes API lists. Of these the list of addresses is what Pekko's discovery makes of pods with
 * the label {@code app=florin}, in the namespace of the node: phase Running, not being deleted,
 * with an address, with a port named {@code management} and with a container named {@code florin}
 * that is not waiting, as it does while its image is fetched and between two crashes. Whether a pod
 * is ready is not asked, and must not be: a node is ready when it is a member, so of nodes that
 * wait for one another's readiness none would ever begin. A pod that runs and is not ready is asked
 * by HTTP instead. While there is no cluster all of them have to answer, because the one that is
 * silent may be founding; as soon as anybody answers with members, these are joined and nobody else
 * is waited for. So of those who have not joined only one can found: the one with the lowest
 * address, and only after the list has not changed for a margin.
 *
 * <p>The second is Pekko's split-brain resolver with {@link
 * io.florin.node.membership.DatabaseLease}: the first part that holds it downs the other. A {@link
 * io.florin.node.membership.SoleMember} holds it all the time.
 */
@NullMarked
package io.florin.node.membership;

import org.jspecify.annotations.NullMarked;
