/**
 * Who may be here, and which part of a torn cluster goes on.
 *
 * <p>A node passes the {@link io.florin.node.membership.Gate} before anything of it starts: its
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
 * io.florin.node.membership.DatabaseLease}, and the first part that holds it downs the other. A
 * {@link io.florin.node.membership.SoleMember} holds it all the time.
 */
@NullMarked
package io.florin.node.membership;

import org.jspecify.annotations.NullMarked;
