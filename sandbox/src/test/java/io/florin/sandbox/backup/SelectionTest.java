package io.florin.sandbox.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest(name = "{0} is taken: {1}")
    @CsvSource({
        "PG_VERSION, true",
        "florin.conf, true",
        "global/pg_control, true",
        "global/1262_fsm, true",
        "base/16384/16385.1, true",
        "base/16384/pg_filenode.map, true",
        "pg_xact/0000, true",
        "pg_multixact/offsets/0000, true",
        "pg_twophase/0000000000000001, true",
        "pg_wal/000000010000000000000001, false",
        "pg_wal/archive_status/000000010000000000000001.done, false",
        "pg_replslot/florin_backup_1/state, false",
        "pg_stat_tmp/global.stat, false",
        "pg_notify/0000, false",
        "pg_subtrans/0000, false",
        "postmaster.pid, false",
        "postmaster.opts, false",
        "current_logfiles, false",
        "backup_label.old, false",
        "recovery.signal, false",
        "global/pg_internal.init, false",
        "base/16384/pg_internal.init.123, false",
        "base/pgsql_tmp/pgsql_tmp123.0, false",
        "base/16384/t3_16390, false",
        "base/16384/t3_16390_vm, false",
        "base/16384/t12_16390.2, false",
    })
    void whatIsOfTheRunningServerOnlyStaysThere(Path file, boolean taken) {
        assertThat(Selection.takes(file)).isEqualTo(taken);
    }
}
