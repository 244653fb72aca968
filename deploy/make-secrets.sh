#!/bin/sh
# Makes the secrets that compose.yaml mounts. What is there already stays: run it as often as you like.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
make() {
  [ -s "secrets/$1" ] || printf '%s\n' "$2" > "secrets/$1"
}
make master_key "$(openssl rand -base64 32)"
make operator_token "$(openssl rand -hex 32)"
make database_password "$(openssl rand -hex 24)"
make database_url "postgres://flowella:$(cat secrets/database_password)@database:5432/flowella"
# The container's users read the files under their own ids; the folder keeps everybody else out.
chmod 700 secrets
chmod 444 secrets/*
[ -s secrets/hubspot_client_secret ] || echo "Put the HubSpot app's client secret into $(pwd)/secrets/hubspot_client_secret (chmod 444)."
echo "Copy $(pwd)/secrets/master_key to a safe place that is not a backup of this machine. Without it nothing stored can be read."
