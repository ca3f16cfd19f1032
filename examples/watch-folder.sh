#!/usr/bin/env bash
# Measures what is new in a folder, batch by batch, and keeps each result.
#
#   watch-folder.sh INBOX STATE           looks every EVERY seconds until Ctrl-C
#   watch-folder.sh --once INBOX STATE    looks once, for cron or a systemd timer
#
# INBOX   documents, perhaps with their truth (name.txt, name.json) beside them; nothing there is moved, changed or deleted
# STATE   batches/ID/documents (copies), batches/ID/result.json (what `rbench run --json` said), bench.sqlite
#
# Holds: a document is known by its content, so that each is measured once, whatever it is called and however often this is begun.
# A file that was written to in the last SETTLE seconds is left for the next look. A batch counts as done when its result is whole;
# one that was cut short by Ctrl-C, a kill or a full disk is measured anew. Only one of these works on a STATE at a time.
#
# Exit codes: 0 all is measured, 1 a batch could not be, 2 wrong use, 130 stopped.
set -euo pipefail

SETTLE=${SETTLE:-10}
EVERY=${EVERY:-30}
RBENCH=${RBENCH:-npm run --silent rbench --}

once=false
if [ "${1:-}" = --once ]; then
  once=true
  shift
fi
if [ $# -ne 2 ] || [ ! -d "$1" ]; then
  echo 'watch-folder.sh [--once] INBOX STATE: INBOX is a folder that exists.' >&2
  exit 2
fi
inbox=$(cd -- "$1" && pwd)
mkdir -p -- "$2/batches"
state=$(cd -- "$2" && pwd)

exec 9> "$state/lock"
if ! flock -n 9; then
  echo "Another watch-folder.sh works on $state." >&2
  exit 2
fi

# Content of all documents of all batches, done or not: a line of SHA-256 each.
known() { find "$state/batches" -mindepth 2 -maxdepth 2 -name hashes -exec cat {} +; }

hash_of() { sha256sum < "$1" | cut -d ' ' -f 1; }

# What might be a document and has been left alone for a while, by its name in the inbox.
settled() {
  cd -- "$inbox" && find . -name '.?*' -prune -o -type f ! -newermt "-$SETTLE seconds" \
    \( -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.png' -o -iname '*.tif' -o -iname '*.tiff' -o -iname '*.webp' -o -iname '*.pdf' \) -print0 |
    sort -z
}

# Copies what is new and settled into a batch of its own. Its name appears when all of it is there.
collect() {
  local draft=$state/draft name file hash number=0 stem kind
  rm -rf -- "$draft" && mkdir -p "$draft/documents" && known > "$draft/known" || return 1
  while IFS= read -r -d '' name; do
    file=$inbox/$name
    # Gone, or not to be read yet: the next look finds out.
    hash=$(hash_of "$file" 2> /dev/null) || continue
    grep -qxF "$hash" "$draft/known" && continue
    cp -- "$file" "$draft/copy" || return 1
    # Written to while it was copied: it is left for the next look.
    [ "$hash" = "$(hash_of "$draft/copy")" ] || continue
    number=$((number + 1))
    # A name of our own, so that no name of theirs can collide or surprise; theirs stands in the file names.
    stem=$(printf '%05d' "$number")
    mv -- "$draft/copy" "$draft/documents/$stem.${file##*.}" || return 1
    for kind in txt json; do
      if [ -f "${file%.*}.$kind" ]; then cp -- "${file%.*}.$kind" "$draft/documents/$stem.$kind" || return 1; fi
    done
    printf '%s\t%q\n' "$stem" "${name#./}" >> "$draft/names" || return 1
    printf '%s\n' "$hash" | tee -a "$draft/known" >> "$draft/hashes" || return 1
  done < <(settled)
  [ "$number" -gt 0 ] || return 0
  rm -f -- "$draft/copy" "$draft/known"
  mv -- "$draft" "$state/batches/$(date -u +%Y%m%dT%H%M%SZ)-$(hash_of "$draft/hashes" | cut -c 1-8)"
}

# Measures one batch. Exit code 1 of rbench says either that no document of it could be read, which is a result and stays, or
# that something else failed, which has an error in place of a result and is tried again.
measure() {
  local batch=$1 code=0
  $RBENCH run --docs "$batch/documents" --name "${batch##*/}" --db "$state/bench.sqlite" --json > "$batch/pending.json" || code=$?
  case $code in
    0) ;;
    1) grep -q '^  "run_id":' "$batch/pending.json" || return 1 ;;
    130) exit 130 ;;
    *) return 1 ;;
  esac
  mv -- "$batch/pending.json" "$batch/result.json"
  echo "$batch/result.json"
}

look() {
  local batch failed=0
  collect || {
    echo "What is new in $inbox could not be copied to $state." >&2
    failed=1
  }
  for batch in "$state"/batches/*/; do
    batch=${batch%/}
    if [ ! -d "$batch" ] || [ -e "$batch/result.json" ]; then continue; fi
    measure "$batch" || {
      echo "$batch could not be measured; see $batch/pending.json. It is tried again at the next look." >&2
      failed=1
    }
  done
  return "$failed"
}

if $once; then
  look
  exit
fi
trap 'exit 130' INT TERM
while true; do
  look || true
  # Waited for, so that a signal is heard at once and not after the pause.
  sleep "$EVERY" &
  wait $!
done
