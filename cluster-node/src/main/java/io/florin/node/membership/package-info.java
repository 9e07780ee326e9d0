/**
 * How a node comes into a cluster, who may, and which part of a torn cluster goes on.
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
 * <p>Before anything of a node starts it passes the {@link io.florin.node.membership.Gate}: its
 * clock, the release of the schema, and the releases, apps and addresses of the nodes that live are
 * compared ({@link io.florin.node.membership.Admission}, pure). While it runs, its {@link
 * io.florin.node.membership.Presence} keeps its row in {@code cluster_node} fresh, and looks
 * whether another cluster lives on the same database: the younger one ends. The journal's key keeps
 * money right even then; but each would rescue the other's jobs and stop its projections. {@link
 * io.florin.node.membership.SameSettings} is compared by Pekko when nodes join.
 *
 * <p>An upgrade goes release by release, at most one minor version apart: the schema first, which
 * the release before still reads, then the nodes one by one. An app is added by the same way; it is
 * removed by stopping all nodes that serve it.
 *
 * <p>Of a torn cluster Pekko's split-brain resolver asks {@link
 * io.florin.node.membership.ResolverLease}: the first part that holds it downs the others. A {@link
 * io.florin.node.membership.SoleMember} holds it all the time.
 */
@NullMarked
package io.florin.node.membership;

import org.jspecify.annotations.NullMarked;
