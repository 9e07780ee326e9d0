/**
 * Who did what: {@link io.florin.persistence.trail.AuditTable}. Entries are only added; the
 * database itself refuses to change one, and lets them go only through retention.
 */
@NullMarked
package io.florin.persistence.trail;

import org.jspecify.annotations.NullMarked;
