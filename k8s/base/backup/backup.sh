#!/bin/sh
# One physical backup of the whole server into $BACKUP_FOLDER, checked; then the oldest beyond $BACKUP_KEEP go.
# A backup that was not finished has .part at the end of its name, and is none.
set -eu

folder=${BACKUP_FOLDER:-/backups}
keep=${BACKUP_KEEP:-7}
name=florin-$(date -u +%Y%m%dT%H%M%SZ)

rm -rf "$folder"/florin-*.part
pg_basebackup --pgdata="$folder/$name.part" --format=plain --wal-method=stream \
  --checkpoint=fast --manifest-checksums=SHA256 --no-password --label="$name"
pg_verifybackup --quiet "$folder/$name.part"
mv "$folder/$name.part" "$folder/$name"
echo "backup $name: $(du -sk "$folder/$name" | cut -f1) KiB"

ls -1 "$folder" | grep '^florin-[0-9TZ]*$' | sort -r | tail -n +$((keep + 1)) |
  while read -r old; do
    rm -rf "${folder:?}/$old"
    echo "removed $old"
  done
