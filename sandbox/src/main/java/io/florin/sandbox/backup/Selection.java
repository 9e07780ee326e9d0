package io.florin.sandbox.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files of a data directory are copied: those that pg_basebackup copies, too. */
final class Selection {
    /** What stands in them is of the running server only, or comes with the WAL. */
    private static final Set<String> EMPTIED =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    private static final Set<String> LEFT =
            Set.of(
                    "postmaster.pid",
                    "postmaster.opts",
                    "postgresql.auto.conf.tmp",
                    "current_logfiles",
                    "current_logfiles.tmp",
                    "backup_label",
                    "backup_label.old",
                    "tablespace_map",
                    "tablespace_map.old",
                    "backup_manifest",
                    "recovery.signal",
                    "standby.signal");

    private static final Pattern TEMPORARY =
            Pattern.compile(
                    "pgsql_tmp.*|pg_internal\\.init.*|t[0-9]+_[0-9]+(_[a-z]+)?(\\.[0-9]+)?");

    /**
     * The folders that a server misses and does not make; a store of files may lose them when they
     * are empty.
     */
    static final List<String> FOLDERS =
            List.of(
                    "pg_commit_ts",
                    "pg_dynshmem",
                    "pg_logical/mappings",
                    "pg_logical/snapshots",
                    "pg_multixact/members",
                    "pg_multixact/offsets",
                    "pg_notify",
                    "pg_replslot",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat",
                    "pg_stat_tmp",
                    "pg_subtrans",
                    "pg_tblspc",
                    "pg_twophase",
                    "pg_wal/archive_status",
                    "pg_wal/summaries",
                    "pg_xact");

    private Selection() {}

    /**
     * @param file relative to the data directory
     */
    static boolean takes(Path file) {
        if (EMPTIED.contains(file.getName(0).toString())) return false;
        if (file.getNameCount() == 1 && LEFT.contains(file.toString())) return false;
        for (var name : file) {
            if (TEMPORARY.matcher(name.toString()).matches()) return false;
        }
        return true;
    }
}
